CREATE TABLE rounds (
    id               BLOB      NOT NULL PRIMARY KEY,
    contest_id       BLOB      NOT NULL REFERENCES contests (id),
    position         INTEGER   NOT NULL,
    name             TEXT      NOT NULL,
    state            TEXT      NOT NULL,
    judges_per_entry INTEGER   NOT NULL,
    -- How many of each stream and category go through; 0 is all.
    cut              INTEGER   NOT NULL,
    seed             BIGINT    NOT NULL,
    closes_at        TIMESTAMP,
    opened_at        TIMESTAMP,
    closed_at        TIMESTAMP,
    UNIQUE (contest_id, position)
);

CREATE TABLE criteria (
    id        BLOB    NOT NULL PRIMARY KEY,
    round_id  BLOB    NOT NULL REFERENCES rounds (id),
    position  INTEGER NOT NULL,
    code      TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    help      TEXT    NOT NULL,
    -- Share of the total in hundredths of a percent.
    weight    INTEGER NOT NULL,
    -- Points are tenths of a point: 1.0 is 10.
    scale_min INTEGER NOT NULL,
    scale_max INTEGER NOT NULL,
    step      INTEGER NOT NULL,
    -- JSON list of {points, label in three languages}.
    levels    TEXT    NOT NULL,
    UNIQUE (round_id, code)
);

CREATE TABLE panelists (
    round_id   BLOB      NOT NULL REFERENCES rounds (id),
    account_id BLOB      NOT NULL REFERENCES accounts (id),
    max_load   INTEGER,
    joined_at  TIMESTAMP NOT NULL,
    PRIMARY KEY (round_id, account_id)
);

CREATE TABLE assignments (
    id          BLOB      NOT NULL PRIMARY KEY,
    round_id    BLOB      NOT NULL REFERENCES rounds (id),
    entry_id    BLOB      NOT NULL REFERENCES entries (id),
    judge_id    BLOB      NOT NULL REFERENCES accounts (id),
    -- The order in this judge's queue, drawn when the round was assigned.
    position    INTEGER   NOT NULL,
    state       TEXT      NOT NULL,
    assigned_at TIMESTAMP NOT NULL,
    skipped_at  TIMESTAMP,
    UNIQUE (round_id, entry_id, judge_id)
);
CREATE INDEX assignments_by_judge ON assignments (judge_id, round_id, position);
CREATE INDEX assignments_by_entry ON assignments (entry_id, round_id);

CREATE TABLE ballots (
    id            BLOB      NOT NULL PRIMARY KEY,
    assignment_id BLOB      NOT NULL UNIQUE REFERENCES assignments (id),
    state         TEXT      NOT NULL,
    -- The weighted total in thousandths of a point, kept by the save of each score; null while incomplete.
    total         INTEGER,
    note          TEXT      NOT NULL,
    version       INTEGER   NOT NULL,
    updated_at    TIMESTAMP NOT NULL,
    submitted_at  TIMESTAMP
);

CREATE TABLE scores (
    ballot_id    BLOB      NOT NULL REFERENCES ballots (id),
    criterion_id BLOB      NOT NULL REFERENCES criteria (id),
    points       INTEGER   NOT NULL,
    given_at     TIMESTAMP NOT NULL,
    PRIMARY KEY (ballot_id, criterion_id)
);

CREATE TABLE recusals (
    id            BLOB      NOT NULL PRIMARY KEY,
    assignment_id BLOB      NOT NULL UNIQUE REFERENCES assignments (id),
    reason        TEXT      NOT NULL,
    note          TEXT      NOT NULL,
    at            TIMESTAMP NOT NULL
);
