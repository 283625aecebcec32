//! The tables, as both migrated databases have them; a test compares all three.

diesel::table! {
    accounts (id) {
        id -> Binary,
        email -> Text,
        email_confirmed_at -> Nullable<Timestamp>,
        password_hash -> Text,
        native_name -> Text,
        latin_name -> Text,
        country -> Text,
        organisation -> Text,
        locale -> Text,
        administrator_since -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    assignments (id) {
        id -> Binary,
        round_id -> Binary,
        entry_id -> Binary,
        judge_id -> Binary,
        position -> Integer,
        state -> Text,
        assigned_at -> Timestamp,
        skipped_at -> Nullable<Timestamp>,
        stage -> Text,
    }
}

diesel::table! {
    attempts (id) {
        id -> Binary,
        kind -> Text,
        subject -> Binary,
        at -> Timestamp,
    }
}

diesel::table! {
    audience_sources (id) {
        id -> Binary,
        contest_id -> Binary,
        counted_on -> Text,
        entries -> Integer,
        votes -> BigInt,
        entered_by -> Binary,
        entered_at -> Timestamp,
        version -> Integer,
        name -> Text,
        note -> Text,
    }
}

diesel::table! {
    audience_votes (source_id, entry_id) {
        source_id -> Binary,
        entry_id -> Binary,
        votes -> BigInt,
    }
}

diesel::table! {
    awards (id) {
        id -> Binary,
        contest_id -> Binary,
        position -> Integer,
        code -> Text,
        name -> Text,
        description -> Text,
        quota -> Integer,
        stream_id -> Nullable<Binary>,
        category_id -> Nullable<Binary>,
        version -> Integer,
        basis -> Text,
    }
}

diesel::table! {
    ballots (id) {
        id -> Binary,
        assignment_id -> Binary,
        state -> Text,
        total -> Nullable<Integer>,
        note -> Text,
        version -> Integer,
        updated_at -> Timestamp,
        submitted_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    categories (id) {
        id -> Binary,
        contest_id -> Binary,
        position -> Integer,
        code -> Text,
        name -> Text,
        description -> Text,
    }
}

diesel::table! {
    contests (id) {
        id -> Binary,
        slug -> Text,
        name -> Text,
        theme -> Text,
        zone -> Text,
        opens_at -> Nullable<Timestamp>,
        closes_at -> Nullable<Timestamp>,
        grace_minutes -> Integer,
        entry_rules -> Text,
        published_at -> Nullable<Timestamp>,
        gallery_opened_at -> Nullable<Timestamp>,
        last_number -> Integer,
        version -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    comparisons (id) {
        id -> Binary,
        round_id -> Binary,
        judge_id -> Binary,
        entry_a -> Binary,
        entry_b -> Binary,
        winner -> Text,
        version -> Integer,
        compared_at -> Timestamp,
    }
}

diesel::table! {
    conflicts (id) {
        id -> Binary,
        contest_id -> Binary,
        judge_id -> Binary,
        entry_id -> Binary,
        grounds -> Text,
        state -> Text,
        noted_by -> Nullable<Binary>,
        noted_at -> Timestamp,
        decided_by -> Nullable<Binary>,
        decided_at -> Nullable<Timestamp>,
        note -> Text,
        reason -> Text,
    }
}

diesel::table! {
    contest_prose (contest_id) {
        contest_id -> Binary,
        call -> Text,
        rules -> Text,
    }
}

diesel::table! {
    criteria (id) {
        id -> Binary,
        round_id -> Binary,
        position -> Integer,
        code -> Text,
        name -> Text,
        help -> Text,
        weight -> Integer,
        scale_min -> Integer,
        scale_max -> Integer,
        step -> Integer,
        levels -> Text,
        tie_order -> Integer,
    }
}

diesel::table! {
    declaration_texts (id) {
        id -> Binary,
        contest_id -> Binary,
        position -> Integer,
        code -> Text,
        version -> Integer,
        required -> Bool,
        applies_to -> Text,
        text -> Text,
        created_at -> Timestamp,
        retired_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    declarations (id) {
        id -> Binary,
        entry_id -> Binary,
        text_id -> Binary,
        given_by -> Binary,
        given_at -> Timestamp,
    }
}

diesel::table! {
    entries (id) {
        id -> Binary,
        contest_id -> Binary,
        creator_id -> Binary,
        stream_id -> Binary,
        category_id -> Nullable<Binary>,
        number -> Nullable<Integer>,
        state -> Text,
        version -> Integer,
        original_locale -> Text,
        title -> Text,
        titles -> Text,
        video_id -> Nullable<Binary>,
        poster_id -> Nullable<Binary>,
        link_url -> Text,
        link_password -> Text,
        duration_s -> Nullable<Integer>,
        content_hash -> Nullable<Binary>,
        started_at -> Timestamp,
        updated_at -> Timestamp,
        submitted_at -> Nullable<Timestamp>,
        late_by_s -> Nullable<Integer>,
        content -> Text,
        search_text -> Text,
    }
}

diesel::table! {
    entry_terms (contest_id, term, entry_id, of_creator) {
        contest_id -> Binary,
        term -> Text,
        entry_id -> Binary,
        of_creator -> Bool,
    }
}

diesel::table! {
    entry_versions (id) {
        id -> Binary,
        entry_id -> Binary,
        version -> Integer,
        saved_by -> Binary,
        kind -> Text,
        content -> Text,
        saved_at -> Timestamp,
    }
}

diesel::table! {
    events (id) {
        id -> Binary,
        contest_id -> Nullable<Binary>,
        actor_id -> Nullable<Binary>,
        subject_kind -> Text,
        subject_id -> Binary,
        action -> Text,
        reason -> Text,
        detail -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    invitations (id) {
        id -> Binary,
        contest_id -> Binary,
        email -> Text,
        role -> Text,
        languages -> Text,
        locale -> Text,
        token_hash -> Binary,
        invited_by -> Binary,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        accepted_at -> Nullable<Timestamp>,
        accepted_by -> Nullable<Binary>,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    jobs (id) {
        id -> Binary,
        kind -> Text,
        payload -> Text,
        dedup_key -> Nullable<Text>,
        run_at -> Timestamp,
        attempts -> Integer,
        leased_until -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        failed_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    judge_ties (id) {
        id -> Binary,
        contest_id -> Binary,
        judge_id -> Binary,
        organisation -> Text,
        folded -> Text,
        declared_at -> Timestamp,
    }
}

diesel::table! {
    judge_decisions (id) {
        id -> Binary,
        round_id -> Binary,
        judge_id -> Binary,
        decision -> Text,
        reason -> Text,
        flag -> Nullable<Text>,
        ranking_id -> Nullable<Binary>,
        decided_by -> Binary,
        decided_at -> Timestamp,
    }
}

diesel::table! {
    mails (id) {
        id -> Binary,
        account_id -> Nullable<Binary>,
        contest_id -> Nullable<Binary>,
        address -> Text,
        locale -> Text,
        kind -> Text,
        subject -> Text,
        body -> Text,
        state -> Text,
        attempts -> Integer,
        last_error -> Nullable<Text>,
        queued_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
        read_at -> Nullable<Timestamp>,
        batch_id -> Nullable<Binary>,
    }
}

diesel::table! {
    media (id) {
        id -> Binary,
        owner_id -> Binary,
        contest_id -> Binary,
        entry_id -> Nullable<Binary>,
        kind -> Text,
        state -> Text,
        file_name -> Text,
        content_type -> Text,
        storage_key -> Text,
        size -> BigInt,
        sha256 -> Nullable<Binary>,
        probe -> Text,
        language -> Text,
        created_at -> Timestamp,
        completed_at -> Nullable<Timestamp>,
        former_entry_id -> Nullable<Binary>,
        left_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    notes (id) {
        id -> Binary,
        assignment_id -> Binary,
        second -> Integer,
        audience -> Text,
        version -> Integer,
        written_at -> Timestamp,
        changed_at -> Timestamp,
        text -> Text,
    }
}

diesel::table! {
    notice_batches (id) {
        id -> Binary,
        contest_id -> Binary,
        ranking_id -> Binary,
        state -> Text,
        going -> Nullable<Text>,
        prepared_by -> Binary,
        prepared_at -> Timestamp,
        decided_by -> Nullable<Binary>,
        decided_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    notice_texts (contest_id, verdict) {
        contest_id -> Binary,
        verdict -> Text,
        version -> Integer,
        changed_by -> Binary,
        changed_at -> Timestamp,
        subject -> Text,
        body -> Text,
    }
}

diesel::table! {
    notices (entry_id, verdict) {
        entry_id -> Binary,
        verdict -> Text,
        batch_id -> Binary,
        mail_id -> Binary,
    }
}

diesel::table! {
    objections (id) {
        id -> Binary,
        contest_id -> Binary,
        ranking_id -> Binary,
        entry_id -> Binary,
        reference -> Text,
        account_id -> Nullable<Binary>,
        contact -> Text,
        locale -> Text,
        token_hash -> Nullable<Binary>,
        grounds -> Text,
        source_url -> Text,
        received_at -> Timestamp,
        confirmed_at -> Nullable<Timestamp>,
        outcome -> Nullable<Text>,
        is_public -> Bool,
        answered_by -> Nullable<Binary>,
        answered_at -> Nullable<Timestamp>,
        noted_by -> Nullable<Binary>,
        noted_at -> Nullable<Timestamp>,
        text -> Text,
        answer -> Text,
        note -> Text,
    }
}

diesel::table! {
    one_time_links (id) {
        id -> Binary,
        token_hash -> Binary,
        purpose -> Text,
        account_id -> Nullable<Binary>,
        email -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    orders (round_id, judge_id) {
        round_id -> Binary,
        judge_id -> Binary,
        version -> Integer,
        places -> Text,
        saved_at -> Timestamp,
    }
}

diesel::table! {
    panelists (round_id, account_id) {
        round_id -> Binary,
        account_id -> Binary,
        max_load -> Nullable<Integer>,
        joined_at -> Timestamp,
    }
}

diesel::table! {
    placements (id) {
        id -> Binary,
        award_id -> Binary,
        entry_id -> Binary,
        ranking_id -> Binary,
        given_by -> Binary,
        given_at -> Timestamp,
        certificate -> Nullable<Text>,
        tie_break -> Nullable<Text>,
        audience -> Nullable<Integer>,
    }
}

diesel::table! {
    questions (id) {
        id -> Binary,
        contest_id -> Binary,
        category_id -> Nullable<Binary>,
        position -> Integer,
        code -> Text,
        kind -> Text,
        required -> Bool,
        label -> Text,
        help -> Text,
        choices -> Text,
        retired_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    ranking_bundles (ranking_id) {
        ranking_id -> Binary,
        digest -> Text,
        content -> Binary,
    }
}

diesel::table! {
    ranking_moves (ranking_id, position) {
        ranking_id -> Binary,
        position -> Integer,
        entry_id -> Binary,
        rank_before -> Nullable<Integer>,
        rank_now -> Nullable<Integer>,
        through_before -> Bool,
        through_now -> Bool,
    }
}

diesel::table! {
    ranking_rows (ranking_id, entry_id) {
        ranking_id -> Binary,
        entry_id -> Binary,
        stream_id -> Binary,
        category_id -> Nullable<Binary>,
        rank -> Integer,
        category_rank -> Integer,
        score -> Integer,
        ballots -> Integer,
        through -> Bool,
        raw -> Integer,
        score_low -> Nullable<Integer>,
        score_high -> Nullable<Integer>,
        rank_low -> Nullable<Integer>,
        rank_high -> Nullable<Integer>,
        expected_rank -> Nullable<Integer>,
        top_chance -> Nullable<Integer>,
        deciders -> Nullable<Text>,
        decided_by -> Nullable<Integer>,
    }
}

diesel::table! {
    ranking_studies (ranking_id) {
        ranking_id -> Binary,
        content -> Text,
    }
}

diesel::table! {
    rankings (id) {
        id -> Binary,
        round_id -> Binary,
        contest_id -> Binary,
        state -> Text,
        method -> Text,
        parameters -> Text,
        computed_by -> Binary,
        computed_at -> Timestamp,
        provisional_at -> Nullable<Timestamp>,
        objections_until -> Nullable<Timestamp>,
        final_at -> Nullable<Timestamp>,
        step -> Integer,
    }
}

diesel::table! {
    receipts (id) {
        id -> Binary,
        entry_id -> Binary,
        code -> Text,
        document -> Text,
        signature -> Binary,
        issued_at -> Timestamp,
    }
}

diesel::table! {
    recusals (id) {
        id -> Binary,
        assignment_id -> Binary,
        reason -> Text,
        note -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    remarks (id) {
        id -> Binary,
        round_id -> Binary,
        entry_id -> Binary,
        account_id -> Binary,
        at -> Timestamp,
        text -> Text,
    }
}

diesel::table! {
    roles (id) {
        id -> Binary,
        contest_id -> Binary,
        account_id -> Binary,
        role -> Text,
        languages -> Text,
        granted_by -> Nullable<Binary>,
        granted_at -> Timestamp,
        categories -> Text,
    }
}

diesel::table! {
    round_entries (round_id, entry_id) {
        round_id -> Binary,
        entry_id -> Binary,
        earlier_id -> Binary,
        way -> Text,
        place -> Integer,
        score -> Integer,
        reason -> Text,
        taken_by -> Binary,
        taken_at -> Timestamp,
        tie_break -> Nullable<Text>,
    }
}

diesel::table! {
    round_picks (round_id, entry_id) {
        round_id -> Binary,
        entry_id -> Binary,
        picked_by -> Binary,
        picked_at -> Timestamp,
    }
}

diesel::table! {
    round_sources (round_id, earlier_id) {
        round_id -> Binary,
        earlier_id -> Binary,
    }
}

diesel::table! {
    round_methods (round_id) {
        round_id -> Binary,
        method -> Text,
        changes -> Text,
        version -> Integer,
    }
}

diesel::table! {
    rounds (id) {
        id -> Binary,
        contest_id -> Binary,
        position -> Integer,
        name -> Text,
        state -> Text,
        judges_per_entry -> Integer,
        cut -> Integer,
        seed -> BigInt,
        closes_at -> Nullable<Timestamp>,
        opened_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        source -> Text,
        stream_id -> Nullable<Binary>,
        category_id -> Nullable<Binary>,
        cut_rule -> Text,
        cut_threshold -> Integer,
        min_per_country -> Integer,
        competence -> Text,
        max_load -> Nullable<Integer>,
        weight -> Integer,
        watch_warning -> Integer,
        discussion -> Text,
        format -> Text,
        blind -> Text,
        calibration -> Bool,
        comparisons_each -> Integer,
        tie_earlier -> Bool,
    }
}

diesel::table! {
    score_confirmations (id) {
        id -> Binary,
        round_id -> Binary,
        account_id -> Binary,
        records -> Integer,
        digest -> Text,
        confirmed_at -> Timestamp,
        voided_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    score_logs (round_id) {
        round_id -> Binary,
        salt -> Binary,
    }
}

diesel::table! {
    score_records (round_id, seq) {
        round_id -> Binary,
        seq -> Integer,
        digest -> Text,
        content -> Text,
    }
}

diesel::table! {
    scores (ballot_id, criterion_id) {
        ballot_id -> Binary,
        criterion_id -> Binary,
        points -> Integer,
        given_at -> Timestamp,
    }
}

diesel::table! {
    screening_queue (entry_id) {
        entry_id -> Binary,
        contest_id -> Binary,
        attention -> Integer,
        submitted_at -> Timestamp,
        claimed_by -> Nullable<Binary>,
        claimed_until -> Nullable<Timestamp>,
        check_id -> Nullable<Binary>,
    }
}

diesel::table! {
    screenings (id) {
        id -> Binary,
        entry_id -> Binary,
        entry_version -> Integer,
        decision -> Text,
        reason_code -> Text,
        message -> Text,
        fields -> Text,
        decided_by -> Binary,
        decided_at -> Timestamp,
        undone_by -> Nullable<Binary>,
        undone_at -> Nullable<Timestamp>,
        check_id -> Nullable<Binary>,
        batch_id -> Nullable<Binary>,
        announced_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sessions (id) {
        id -> Binary,
        token_hash -> Binary,
        account_id -> Binary,
        user_agent -> Text,
        address -> Text,
        created_at -> Timestamp,
        last_seen_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    signing_keys (id) {
        id -> Binary,
        purpose -> Text,
        secret -> Binary,
        public -> Binary,
        created_at -> Timestamp,
    }
}

diesel::table! {
    streams (id) {
        id -> Binary,
        contest_id -> Binary,
        position -> Integer,
        code -> Text,
        name -> Text,
        countries -> Text,
    }
}

diesel::table! {
    theme_checks (id) {
        id -> Binary,
        entry_id -> Binary,
        entry_version -> Integer,
        profile_id -> Binary,
        verdict -> Text,
        band -> Text,
        score -> Integer,
        attention -> Integer,
        found -> Text,
        checked_at -> Timestamp,
        reasons -> Text,
        result -> Text,
        file -> Text,
    }
}

diesel::table! {
    theme_layers (id) {
        id -> Binary,
        contest_id -> Binary,
        number -> Integer,
        profile_id -> Binary,
        encoder -> Binary,
        numbers -> Binary,
        sha256 -> Binary,
        figures -> Text,
        sources -> Text,
        trained_by -> Binary,
        trained_at -> Timestamp,
    }
}

diesel::table! {
    theme_layers_on (contest_id) {
        contest_id -> Binary,
        layer_id -> Binary,
        since_by -> Binary,
        since -> Timestamp,
    }
}

diesel::table! {
    theme_common (shingle) {
        shingle -> Integer,
        texts -> Integer,
    }
}

diesel::table! {
    theme_pairs (id) {
        id -> Binary,
        first_id -> Binary,
        second_id -> Binary,
        contest_id -> Binary,
        kind -> Text,
        score -> Integer,
        check_id -> Binary,
        found_at -> Timestamp,
        decision -> Nullable<Text>,
        reason -> Text,
        decided_by -> Nullable<Binary>,
        decided_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    theme_profiles (id) {
        id -> Binary,
        contest_id -> Binary,
        version -> Integer,
        toml -> Text,
        sha256 -> Binary,
        published_by -> Nullable<Binary>,
        published_at -> Timestamp,
    }
}

diesel::table! {
    theme_runs (id) {
        id -> Binary,
        contest_id -> Binary,
        kind -> Text,
        scope -> Text,
        state -> Text,
        going -> Nullable<Text>,
        toml -> Text,
        version -> Integer,
        total -> Integer,
        done -> Integer,
        last_entry -> Nullable<Binary>,
        result -> Text,
        started_by -> Nullable<Binary>,
        started_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    theme_shingles (shingle, text_id) {
        shingle -> Integer,
        text_id -> Integer,
    }
}

diesel::table! {
    theme_texts (id) {
        id -> Integer,
        entry_id -> Binary,
        entry_version -> Integer,
        language -> Text,
        runs -> Integer,
        one_in -> Integer,
        whole -> Nullable<BigInt>,
        title -> Nullable<BigInt>,
        series -> Nullable<BigInt>,
        kept -> Binary,
        sketch -> Nullable<Binary>,
    }
}

diesel::table! {
    theme_vectors (entry_id, entry_version) {
        entry_id -> Binary,
        entry_version -> Integer,
        encoder -> Binary,
        vector -> Binary,
        made_at -> Timestamp,
    }
}

diesel::table! {
    upload_parts (upload_id, start) {
        upload_id -> Binary,
        start -> BigInt,
        size -> BigInt,
        storage_key -> Text,
    }
}

diesel::table! {
    uploads (id) {
        id -> Binary,
        entry_id -> Binary,
        kind -> Text,
        language -> Text,
        question -> Text,
        file_name -> Text,
        modified -> BigInt,
        size -> BigInt,
        received -> BigInt,
        begun_at -> Timestamp,
        expires_at -> Timestamp,
        media_id -> Nullable<Binary>,
    }
}

diesel::table! {
    watches (assignment_id) {
        assignment_id -> Binary,
        percent -> Nullable<Integer>,
        version -> Integer,
        updated_at -> Timestamp,
        ranges -> Text,
    }
}

diesel::joinable!(assignments -> entries (entry_id));
diesel::joinable!(assignments -> accounts (judge_id));
diesel::joinable!(assignments -> rounds (round_id));
diesel::joinable!(audience_sources -> accounts (entered_by));
diesel::joinable!(audience_sources -> contests (contest_id));
diesel::joinable!(audience_votes -> audience_sources (source_id));
diesel::joinable!(audience_votes -> entries (entry_id));
diesel::joinable!(awards -> categories (category_id));
diesel::joinable!(awards -> contests (contest_id));
diesel::joinable!(awards -> streams (stream_id));
diesel::joinable!(ballots -> assignments (assignment_id));
diesel::joinable!(categories -> contests (contest_id));
diesel::joinable!(comparisons -> accounts (judge_id));
diesel::joinable!(comparisons -> rounds (round_id));
diesel::joinable!(conflicts -> accounts (judge_id));
diesel::joinable!(conflicts -> entries (entry_id));
diesel::joinable!(contest_prose -> contests (contest_id));
diesel::joinable!(criteria -> rounds (round_id));
diesel::joinable!(declaration_texts -> contests (contest_id));
diesel::joinable!(declarations -> entries (entry_id));
diesel::joinable!(declarations -> declaration_texts (text_id));
diesel::joinable!(entries -> categories (category_id));
diesel::joinable!(entries -> contests (contest_id));
diesel::joinable!(entries -> accounts (creator_id));
diesel::joinable!(entries -> streams (stream_id));
diesel::joinable!(entry_terms -> entries (entry_id));
diesel::joinable!(entry_versions -> entries (entry_id));
diesel::joinable!(invitations -> contests (contest_id));
diesel::joinable!(invitations -> accounts (invited_by));
diesel::joinable!(media -> contests (contest_id));
diesel::joinable!(media -> accounts (owner_id));
diesel::joinable!(notices -> entries (entry_id));
diesel::joinable!(notices -> mails (mail_id));
diesel::joinable!(notices -> notice_batches (batch_id));
diesel::joinable!(objections -> entries (entry_id));
diesel::joinable!(one_time_links -> accounts (account_id));
diesel::joinable!(notes -> assignments (assignment_id));
diesel::joinable!(orders -> accounts (judge_id));
diesel::joinable!(orders -> rounds (round_id));
diesel::joinable!(panelists -> accounts (account_id));
diesel::joinable!(panelists -> rounds (round_id));
diesel::joinable!(placements -> awards (award_id));
diesel::joinable!(placements -> entries (entry_id));
diesel::joinable!(placements -> rankings (ranking_id));
diesel::joinable!(questions -> categories (category_id));
diesel::joinable!(questions -> contests (contest_id));
diesel::joinable!(judge_decisions -> rounds (round_id));
diesel::joinable!(ranking_bundles -> rankings (ranking_id));
diesel::joinable!(ranking_moves -> entries (entry_id));
diesel::joinable!(ranking_moves -> rankings (ranking_id));
diesel::joinable!(ranking_rows -> entries (entry_id));
diesel::joinable!(ranking_rows -> rankings (ranking_id));
diesel::joinable!(ranking_studies -> rankings (ranking_id));
diesel::joinable!(rankings -> contests (contest_id));
diesel::joinable!(rankings -> rounds (round_id));
diesel::joinable!(round_methods -> rounds (round_id));
diesel::joinable!(receipts -> entries (entry_id));
diesel::joinable!(recusals -> assignments (assignment_id));
diesel::joinable!(remarks -> accounts (account_id));
diesel::joinable!(remarks -> entries (entry_id));
diesel::joinable!(remarks -> rounds (round_id));
diesel::joinable!(roles -> accounts (account_id));
diesel::joinable!(roles -> contests (contest_id));
diesel::joinable!(round_entries -> entries (entry_id));
diesel::joinable!(round_picks -> entries (entry_id));
diesel::joinable!(rounds -> contests (contest_id));
diesel::joinable!(score_confirmations -> accounts (account_id));
diesel::joinable!(scores -> ballots (ballot_id));
diesel::joinable!(scores -> criteria (criterion_id));
diesel::joinable!(screening_queue -> contests (contest_id));
diesel::joinable!(screening_queue -> entries (entry_id));
diesel::joinable!(screenings -> accounts (decided_by));
diesel::joinable!(screenings -> entries (entry_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(streams -> contests (contest_id));
diesel::joinable!(theme_checks -> entries (entry_id));
diesel::joinable!(theme_checks -> theme_profiles (profile_id));
diesel::joinable!(theme_layers -> contests (contest_id));
diesel::joinable!(theme_layers -> theme_profiles (profile_id));
diesel::joinable!(theme_layers_on -> contests (contest_id));
diesel::joinable!(theme_layers_on -> theme_layers (layer_id));
diesel::joinable!(theme_pairs -> contests (contest_id));
diesel::joinable!(theme_profiles -> contests (contest_id));
diesel::joinable!(theme_runs -> contests (contest_id));
diesel::joinable!(theme_texts -> entries (entry_id));
diesel::joinable!(theme_vectors -> entries (entry_id));
diesel::joinable!(uploads -> entries (entry_id));
diesel::joinable!(watches -> assignments (assignment_id));

diesel::allow_tables_to_appear_in_same_query!(
    accounts,
    assignments,
    attempts,
    audience_sources,
    audience_votes,
    awards,
    ballots,
    categories,
    comparisons,
    conflicts,
    contests,
    contest_prose,
    criteria,
    declaration_texts,
    declarations,
    entries,
    entry_terms,
    entry_versions,
    events,
    invitations,
    jobs,
    judge_ties,
    mails,
    media,
    notes,
    notice_batches,
    notice_texts,
    notices,
    objections,
    one_time_links,
    orders,
    panelists,
    placements,
    questions,
    judge_decisions,
    ranking_bundles,
    ranking_moves,
    ranking_rows,
    ranking_studies,
    round_methods,
    rankings,
    receipts,
    recusals,
    remarks,
    roles,
    round_entries,
    round_picks,
    round_sources,
    rounds,
    score_confirmations,
    score_logs,
    score_records,
    scores,
    screening_queue,
    screenings,
    sessions,
    signing_keys,
    streams,
    theme_checks,
    theme_common,
    theme_layers,
    theme_layers_on,
    theme_pairs,
    theme_profiles,
    theme_runs,
    theme_shingles,
    theme_texts,
    theme_vectors,
    watches,
);
// Uploads are asked for with their entry and nothing else: in the list above they would cost 140 implementations.
diesel::allow_tables_to_appear_in_same_query!(entries, uploads);
