-- How far the run of a ranking has come; see results::run.
ALTER TABLE rankings ADD COLUMN step INTEGER NOT NULL DEFAULT 0;

-- The plain mean, and how sure score and rank are; thousandths of a point.
ALTER TABLE ranking_rows ADD COLUMN raw INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ranking_rows ADD COLUMN score_low INTEGER;
ALTER TABLE ranking_rows ADD COLUMN score_high INTEGER;
ALTER TABLE ranking_rows ADD COLUMN rank_low INTEGER;
ALTER TABLE ranking_rows ADD COLUMN rank_high INTEGER;
-- Hundredths of a rank.
ALTER TABLE ranking_rows ADD COLUMN expected_rank INTEGER;
-- Hundredths of a percent.
ALTER TABLE ranking_rows ADD COLUMN top_chance INTEGER;
UPDATE ranking_rows SET raw = score;

-- How a round is ranked; a round without a row has the default.
CREATE TABLE round_methods (
    round_id  BYTEA NOT NULL PRIMARY KEY REFERENCES rounds (id),
    method    TEXT NOT NULL,
    -- JSON list of the changes made after scores came in, each with its reason.
    changes   TEXT NOT NULL,
    version   INTEGER NOT NULL
);

-- Entries whose place differs from the ranking that a run stands beside.
CREATE TABLE ranking_moves (
    ranking_id     BYTEA NOT NULL REFERENCES rankings (id),
    position       INTEGER NOT NULL,
    entry_id       BYTEA NOT NULL REFERENCES entries (id),
    rank_before    INTEGER,
    rank_now       INTEGER,
    through_before BOOLEAN NOT NULL,
    through_now    BOOLEAN NOT NULL,
    PRIMARY KEY (ranking_id, position)
);

-- Judges, places of awards, home advantage, spreads: JSON, read by its own pages alone.
CREATE TABLE ranking_studies (
    ranking_id BYTEA NOT NULL PRIMARY KEY REFERENCES rankings (id),
    content    TEXT NOT NULL
);

-- The published record that anyone can compute anew.
CREATE TABLE ranking_bundles (
    ranking_id BYTEA NOT NULL PRIMARY KEY REFERENCES rankings (id),
    digest     TEXT NOT NULL,
    content    BYTEA NOT NULL
);

-- What a person decided of a judge's ballots in a round; the latest holds.
CREATE TABLE judge_decisions (
    id         BYTEA        NOT NULL PRIMARY KEY,
    round_id   BYTEA        NOT NULL REFERENCES rounds (id),
    judge_id   BYTEA        NOT NULL REFERENCES accounts (id),
    decision   TEXT      NOT NULL,
    reason     TEXT      NOT NULL,
    -- What the ranking said of the judge, if anything.
    flag       TEXT,
    ranking_id BYTEA,
    decided_by BYTEA        NOT NULL REFERENCES accounts (id),
    decided_at TIMESTAMP NOT NULL
);
CREATE INDEX judge_decisions_by_round ON judge_decisions (round_id, judge_id, id);
