screening-decision-accepted = Accept
screening-decision-returned = Return for changes
screening-decision-rejected = Reject
screening-reason-fits = Meets the conditions
screening-reason-metadata = Title or synopsis incomplete
screening-reason-theme-unclear = Theme not clear from the text
screening-reason-subtitles = Subtitles missing or wrong
screening-reason-playback = Video does not play properly
screening-reason-rights = Rights not shown
screening-reason-contacts = Contact data or watermark
screening-reason-off-theme = Not on the theme
screening-reason-duplicate = Same work entered before
screening-reason-prohibited = Content that the rules exclude
screening-reason-advertising = Advertising
screening-reason-rules = Outside the rules of the contest
screening-reason-quality = Technical quality too low
screening-reason-other = Another reason
screening-message-fits = Your entry meets the conditions and goes on to judging.
screening-message-metadata = Please complete the title or the synopsis: say in a few sentences what happens in the film.
screening-message-theme-unclear = We could not see from the text how the film shows the theme. Please say it in one or two sentences.
screening-message-subtitles = Please add the subtitles that the rules ask for, or correct them.
screening-message-playback = We could not play the video properly. Please upload it again, best as MP4 with H.264 and AAC.
screening-message-rights = Please show that you may use the music, pictures or footage of others in the film.
screening-message-contacts = Please remove contact data, logos and watermarks from the film and the text.
screening-message-off-theme = The film is well received, but it does not show the theme of this contest.
screening-message-duplicate = The same work, or one very much like it, was entered before.
screening-message-prohibited = The film or its text contains what the rules of the contest exclude.
screening-message-advertising = The film or its text advertises goods or services.
screening-message-rules = The entry does not meet the rules of the contest, for instance on length, date or the number of entries.
screening-message-quality = Picture or sound are not good enough for judging.
screening-message-other = The organiser will tell you the details on request.
screening-field-title = Title
screening-field-synopsis = Synopsis
screening-field-statement = How it shows the theme
screening-field-tags = Tags
screening-field-category = Category
screening-field-video = Video
screening-field-poster = Poster
screening-field-subtitles = Subtitles
screening-field-credits = Credits
screening-field-declarations = Declarations
screening-field-answers = Answers to questions
screening-apart-changed = Decided, withdrawn or changed meanwhile
screening-apart-held = Another screener has it open
screening-apart-own = Your own work
screening-title = Screening
screening-lists = Lists
screening-waiting = Waiting
screening-mine = My decisions
screening-decided = All decisions
screening-any = Any
screening-stream = Stream
screening-category = Category
screening-verdict = The check says
screening-band = Theme
screening-found = What was found
screening-state = State
screening-search = Words, or an entry’s number
screening-search-help = Words of title or synopsis in any form; the last one may be unfinished. Or a number: CN-0042, 42.
screening-search-creator-help = Words of title or synopsis in any form, a number (CN-0042, 42), the creator’s name or e-mail.
screening-filter = Show
screening-none-found = No entry fits these filters.
screening-none-found-for = Nothing was found for “{ $words }”.
screening-forget-words = Clear the search
screening-empty = Nothing waits for a decision. New entries appear here as they are submitted.
screening-none-decided = Nothing was decided yet.
screening-all-waiting = To everything that waits
screening-no-entries = No entries yet. They appear here as soon as a creator starts one.
screening-all-entries = To all entries
screening-tick-all = Tick all
screening-tick = Tick { $number }
screening-number = Number
screening-entry = Entry
screening-why = Why it needs a look
screening-holder = Who has it
screening-unchecked = Not checked yet
screening-unchecked-hint = The check has not run yet; it takes a few seconds after submission.
screening-yours = Yours
screening-go-on = Go on
screening-held = { $name } has it open until { $time }
screening-held-by-you = Yours until { $time }. Nobody else can decide it meanwhile.
screening-open = Open for decision
screening-open-number = Open { $number } for decision
screening-bulk = Decide the ticked entries together
screening-bulk-confirm = Decide these entries together?
screening-bulk-note = Only entries that are still as shown here are decided; the others are left alone and listed. You can take all of it back afterwards.
screening-bulk-apply =
    { $n ->
        [one] Decide { $n } entry
       *[other] Decide { $n } entries
    }
screening-batch = What was decided
screening-batch-decided = Decided: { $n }
screening-batch-skipped = Left alone: { $n }
screening-back-to-queue = Back to the queue
screening-decision = Decision
screening-when = When
screening-undo = Undo
screening-undo-number = Undo the decision on { $number }
screening-undo-all = Undo all of it
screening-undone = Undone
screening-submitted = submitted { $time }
screening-late = { $span } late, within the grace
screening-check = What the check found
screening-checked = Profile version { $version }, checked { $time }
screening-free = Open it to decide. For half an hour nobody else can then decide it.
screening-own = This is your own work; another screener decides it.
screening-settled = This entry does not wait for a decision now.
screening-decide = Your decision
screening-reason = Reason
screening-reason-help = The creator is told. Acceptance needs none.
screening-changes = What is to be changed (when returned)
screening-changes-open = see the message
screening-message = Message to the creator
screening-message-help = Leave empty to send the usual text of the reason. Creators get their own language.
screening-decide-next = Decide and open the next
screening-release = Give back undecided
screening-nearest = Decided entries most like this one
screening-nearest-help = By the meaning of their words, in whatever language. Compare; it decides nothing.
screening-nearest-accepted = Similar to entries that screeners accepted
screening-nearest-declined = Similar to entries that screeners rejected for the theme
screening-nearest-none = None is alike.
screening-nearest-percent = { $percent } % alike
screening-nearest-unknown = This entry was not compared by meaning, so no similar decided entries can be named.
screening-likes = Possibly the same work
pairs-title = Possibly the same works
pairs-lead = Pairs of entries that look alike and that nobody decided yet. A decision is remembered: what you call different is not asked again.
pairs-none = No pairs wait for a decision.
pair-title = Two works side by side
pair-earlier = Earlier entry
pair-later = Later entry
pair-why = How they are alike
pair-open = Compare
pair-open-numbers = Compare { $one } and { $other }
pair-kind-identical = Same file or words
pair-kind-series = Series
pair-kind-text = Shared text
pair-kind-translation = Translation
pair-likeness-identical = They have the same file or the same words.
pair-likeness-series = Their titles differ only in a number.
pair-likeness-text = { $percent } % of the shorter text is also in the other.
pair-likeness-translation = They say nearly the same in two languages ({ $percent } % alike).
pair-same-creator = Both are by the same creator.
pair-other-creator = They are by different creators.
pair-submitted = Submitted
pair-contest = Contest
pair-elsewhere = This entry belongs to another contest. You see its title, its synopsis and its number.
pair-words = Title and synopsis
pair-words-help = Underlined: passages that both texts have.
pair-nothing-shared = The two texts have no passage in common.
pair-no-words = Nothing in this language.
pair-decide = What are they?
pair-decision-same = The same work
pair-decision-series = Parts of a series
pair-decision-different = Different works
pair-reason-help = It stays in the history of both entries; other screeners and admins read it.
pair-again = This pair was decided. You can decide it anew, with a reason.
pair-save = Save the decision
screening-history = Earlier decisions
screening-entry-version = entry version { $version }
screening-link = The video is behind a link:
screening-link-password = password
screening-no-video = No video was given.
screening-original = Original
screening-duration = Length
screening-spoken = Spoken languages
screening-made = Finished
screening-ai = Artificial intelligence
screening-answer-file = Open the file
screening-declarations =
    { $n ->
        [one] { $n } declaration given
       *[other] { $n } declarations given
    }
screening-declared = (version { $version }, { $time })
screening-untitled = Untitled
screening-creator = Creator
screening-name = Name
screening-email = E-mail
screening-country = Country
screening-organisation = Organisation
screening-born = Born
screening-guardian = Guardian
screening-timeline = Timeline
screening-line-checked = theme check by version { $version } of the profile: { $verdict }
screening-disqualify = Disqualify
screening-disqualify-note = “{ $title }” will be out of the contest at once. This cannot be undone.
screening-disqualify-reason = Reason
screening-disqualify-help = The creator is told this, word for word. It stays in the audit trail.
error-screening-not-held = Somebody else has this entry, or it was decided already
error-screening-changed = The entry changed since you opened it
error-screening-later = It is too late to undo this: something happened to the entry since
error-screening-own = This is your own work
error-pair-decided = Somebody decided this pair since you opened it
field-screening-reason = This reason does not go with the decision.
flash-screening-decided = Decided. Nothing else waits in this stream. You can undo it under “My decisions”.
flash-screening-decided-next = Decided; this is the next entry. You can undo it under “My decisions”.
flash-screening-undone = Undone. The entry waits in the queue again.
flash-pair-decided = The decision is saved.
flash-screening-released = Given back.
flash-screening-not-free = This entry is not free.
flash-screening-none-ticked = Tick at least one entry first.
flash-entry-disqualified = The entry is disqualified.
event-entry-accepted = accepted the entry
event-entry-returned = returned the entry for changes
event-entry-rejected = rejected the entry
event-entry-decision-undone = took the decision back
event-entry-pair-same = called it the same work as another entry
event-entry-pair-series = called it part of a series with another entry
event-entry-pair-different = called it a different work from another entry
event-pair-same = called two entries the same work
event-pair-series = called two entries parts of a series
event-pair-different = called two entries different works
event-entry-disqualified = disqualified the entry
event-screening-batch-decided = decided several entries together
event-screening-batch-undone = took a joint decision back
mail-screening-accepted-subject = Accepted: { $title } ({ $number })
mail-screening-accepted-body =
    Your entry “{ $title }” ({ $number }) in { $contest } was accepted.

    { $message }

    { $link }
mail-screening-returned-subject = Please change: { $title } ({ $number })
mail-screening-returned-body =
    Your entry “{ $title }” ({ $number }) in { $contest } came back to you to be changed.

    { $reason }. { $message }

    To be changed: { $changes }

    Change it and submit it again while the call is open:

    { $link }
mail-screening-rejected-subject = Not accepted: { $title } ({ $number })
mail-screening-rejected-body =
    Your entry “{ $title }” ({ $number }) in { $contest } was not accepted.

    { $reason }. { $message }

    { $link }
mail-screening-undone-subject = Correction: { $title } ({ $number })
mail-screening-undone-body =
    We wrote to you about your entry “{ $title }” ({ $number }) in { $contest }. That decision was taken back; the entry is being looked at again, and you will hear from us.

    { $link }
mail-entry-disqualified-subject = Disqualified: { $title } ({ $number })
mail-entry-disqualified-body =
    Your entry “{ $title }” ({ $number }) was disqualified from { $contest }.

    Reason: { $message }

    { $link }
agreement-title = Machine and people
agreement-lead = What screeners decided on entries of which the check said the same. Where they often decide against it, the profile should change.
agreement-none = Nobody decided on a checked entry yet.
agreement-versions = Versions of the profile
agreement-bands = Closeness to the theme
agreement-bands-help = Overruled: accepted though the theme was unclear or not recognised, or returned or rejected for its theme though it was recognised.
agreement-findings = Findings
agreement-findings-help = Overruled: accepted though the finding asked a person to look. Findings that only inform have no share.
agreement-said = What the check said
agreement-overruled = Overruled
agreement-short = how often screeners decided against the check, finding by finding.
