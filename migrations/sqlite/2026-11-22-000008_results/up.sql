CREATE TABLE rankings (
    id             BLOB      NOT NULL PRIMARY KEY,
    round_id       BLOB      NOT NULL REFERENCES rounds (id),
    contest_id     BLOB      NOT NULL REFERENCES contests (id),
    state          TEXT      NOT NULL,
    method         TEXT      NOT NULL,
    parameters     TEXT      NOT NULL,
    computed_by    BLOB      NOT NULL,
    computed_at    TIMESTAMP NOT NULL,
    provisional_at TIMESTAMP,
    objections_until TIMESTAMP,
    final_at       TIMESTAMP
);
CREATE INDEX rankings_by_contest ON rankings (contest_id, id);
CREATE INDEX rankings_by_publication ON rankings (contest_id, state, provisional_at);

CREATE TABLE ranking_rows (
    ranking_id  BLOB    NOT NULL REFERENCES rankings (id),
    entry_id    BLOB    NOT NULL REFERENCES entries (id),
    stream_id   BLOB    NOT NULL,
    category_id BLOB,
    -- Overall in the stream, and in the stream's category; equal scores share a rank.
    rank        INTEGER NOT NULL,
    category_rank INTEGER NOT NULL,
    -- Thousandths of a point.
    score       INTEGER NOT NULL,
    ballots     INTEGER NOT NULL,
    through     BOOLEAN NOT NULL,
    PRIMARY KEY (ranking_id, entry_id)
);
CREATE INDEX ranking_rows_by_rank ON ranking_rows (ranking_id, stream_id, rank, entry_id);
CREATE INDEX ranking_rows_by_category ON ranking_rows (ranking_id, stream_id, category_id, category_rank, entry_id);

CREATE TABLE awards (
    id          BLOB    NOT NULL PRIMARY KEY,
    contest_id  BLOB    NOT NULL REFERENCES contests (id),
    position    INTEGER NOT NULL,
    code        TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    quota       INTEGER NOT NULL,
    stream_id   BLOB    REFERENCES streams (id),
    category_id BLOB    REFERENCES categories (id),
    -- Counts changes: a save names the version it started from.
    version     INTEGER NOT NULL DEFAULT 1,
    UNIQUE (contest_id, code)
);

CREATE TABLE placements (
    id         BLOB      NOT NULL PRIMARY KEY,
    award_id   BLOB      NOT NULL REFERENCES awards (id),
    entry_id   BLOB      NOT NULL REFERENCES entries (id),
    ranking_id BLOB      NOT NULL REFERENCES rankings (id),
    given_by   BLOB      NOT NULL,
    given_at   TIMESTAMP NOT NULL,
    UNIQUE (ranking_id, award_id, entry_id)
);
CREATE INDEX placements_by_award ON placements (award_id);
CREATE INDEX placements_by_entry ON placements (entry_id);
