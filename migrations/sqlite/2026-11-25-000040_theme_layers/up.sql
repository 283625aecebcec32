-- What was learned from the decisions of a contest's screeners. A row never changes.
CREATE TABLE theme_layers (
    id         BLOB NOT NULL PRIMARY KEY,
    contest_id BLOB NOT NULL REFERENCES contests (id),
    -- Counted from 1 in its contest.
    number     INTEGER NOT NULL,
    -- The profile by which the decided entries were scored.
    profile_id BLOB NOT NULL REFERENCES theme_profiles (id),
    -- SHA-256 of the model that made the vectors.
    encoder    BLOB NOT NULL,
    -- Bias and weights, little-endian numbers of four bytes each.
    numbers    BLOB NOT NULL,
    -- Of encoder and numbers.
    sha256     BLOB NOT NULL,
    -- JSON: how good it is on entries that it did not see.
    figures    TEXT NOT NULL,
    -- JSON: the decisions that it was taught from.
    sources    TEXT NOT NULL,
    trained_by BLOB NOT NULL,
    trained_at TIMESTAMP NOT NULL,
    UNIQUE (contest_id, number)
);

-- The layer that is on; a contest without a row has none on.
CREATE TABLE theme_layers_on (
    contest_id BLOB NOT NULL PRIMARY KEY REFERENCES contests (id),
    layer_id   BLOB NOT NULL REFERENCES theme_layers (id),
    since_by   BLOB NOT NULL,
    since      TIMESTAMP NOT NULL
);
