-- The order that a judge puts their entries of a round in: places by assignment, as JSON, those that are missing left out.
CREATE TABLE orders (
    round_id BLOB NOT NULL REFERENCES rounds (id),
    judge_id BLOB NOT NULL REFERENCES accounts (id),
    version INTEGER NOT NULL,
    places TEXT NOT NULL,
    saved_at TIMESTAMP NOT NULL,
    PRIMARY KEY (round_id, judge_id)
);
