-- The words of entries as later ones are compared with them: one row an entry, of the version that was last checked.
CREATE TABLE theme_texts (
    id            INTEGER   NOT NULL PRIMARY KEY,
    entry_id      BLOB      NOT NULL UNIQUE REFERENCES entries (id),
    entry_version INTEGER   NOT NULL,
    language      TEXT      NOT NULL,
    -- How many different runs of characters it has; one in so many is kept.
    runs          INTEGER   NOT NULL,
    one_in        INTEGER   NOT NULL,
    -- Numbers of all its letters, of its title, of the series that it is part of.
    whole         BIGINT,
    title         BIGINT,
    series        BIGINT,
    -- The runs in theme_shingles, four little-endian bytes each, to take them out again.
    kept          BLOB      NOT NULL,
    -- 512 signs of its vector.
    sketch        BLOB
);
CREATE INDEX theme_texts_by_whole ON theme_texts (whole);
CREATE INDEX theme_texts_by_series ON theme_texts (series);

-- Which texts hold a run of characters.
CREATE TABLE theme_shingles (
    shingle INTEGER NOT NULL,
    text_id INTEGER NOT NULL,
    PRIMARY KEY (shingle, text_id)
) WITHOUT ROWID;

-- Runs that too many texts hold to say anything of them, and how many texts there were when that was seen.
CREATE TABLE theme_common (
    shingle INTEGER NOT NULL PRIMARY KEY,
    texts   INTEGER NOT NULL
);

-- Two entries that are the same work, or may be: found by a check, decided by a person.
CREATE TABLE theme_pairs (
    id         BLOB      NOT NULL PRIMARY KEY,
    -- The entry that was begun earlier, and the later one.
    first_id   BLOB      NOT NULL REFERENCES entries (id),
    second_id  BLOB      NOT NULL REFERENCES entries (id),
    -- The contest of the later one: its screeners decide.
    contest_id BLOB      NOT NULL REFERENCES contests (id),
    kind       TEXT      NOT NULL,
    -- Likeness in thousandths.
    score      INTEGER   NOT NULL,
    check_id   BLOB      NOT NULL,
    found_at   TIMESTAMP NOT NULL,
    decision   TEXT,
    reason     TEXT      NOT NULL,
    decided_by BLOB      REFERENCES accounts (id),
    decided_at TIMESTAMP,
    -- Counts decisions.
    version    INTEGER   NOT NULL,
    UNIQUE (first_id, second_id)
);
CREATE INDEX theme_pairs_by_second ON theme_pairs (second_id);
CREATE INDEX theme_pairs_by_decision ON theme_pairs (contest_id, decision, id);

-- The same file, in whichever contest.
CREATE INDEX media_by_digest ON media (sha256);

-- Entries that were checked before there was an index of texts are read into it.
INSERT INTO jobs (id, kind, payload, dedup_key, run_at, attempts, created_at)
SELECT randomblob(16), 'file-texts', '{"kind":"file-texts","after":null}', 'file-texts', CURRENT_TIMESTAMP, 0, CURRENT_TIMESTAMP
WHERE EXISTS (SELECT 1 FROM entries);
