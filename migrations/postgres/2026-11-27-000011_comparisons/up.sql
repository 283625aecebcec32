-- Which of two entries a judge finds better. Of a pair entry_a is the one with the lower id; winner is a, b or tie.
CREATE TABLE comparisons (
    id BYTEA NOT NULL PRIMARY KEY,
    round_id BYTEA NOT NULL REFERENCES rounds (id),
    judge_id BYTEA NOT NULL REFERENCES accounts (id),
    entry_a BYTEA NOT NULL REFERENCES entries (id),
    entry_b BYTEA NOT NULL REFERENCES entries (id),
    winner TEXT NOT NULL,
    version INTEGER NOT NULL,
    compared_at TIMESTAMP NOT NULL,
    UNIQUE (round_id, judge_id, entry_a, entry_b)
);
-- In a round of pairs: how often a judge is to compare each of their entries.
ALTER TABLE rounds ADD COLUMN comparisons_each INTEGER NOT NULL DEFAULT 4;
