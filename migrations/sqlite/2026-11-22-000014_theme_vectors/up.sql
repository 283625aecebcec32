-- What the words of an entry's version mean, as numbers: made once at its first check, used by later checks and to
-- find translations.
CREATE TABLE theme_vectors (
    entry_id      BLOB      NOT NULL REFERENCES entries (id),
    entry_version INTEGER   NOT NULL,
    -- SHA-256 of the model that made it: vectors of different models cannot be compared.
    encoder       BLOB      NOT NULL,
    -- Little-endian numbers of four bytes each.
    vector        BLOB      NOT NULL,
    made_at       TIMESTAMP NOT NULL,
    PRIMARY KEY (entry_id, entry_version)
);
CREATE INDEX theme_vectors_by_time ON theme_vectors (made_at);
