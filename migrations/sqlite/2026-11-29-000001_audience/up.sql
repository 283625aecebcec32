-- Who gives an award: the jury by its ranking, or the audience by its votes.
ALTER TABLE awards ADD COLUMN basis TEXT NOT NULL DEFAULT 'jury';

-- The audience's points that an entry had when it was given the award, in thousandths; none of the jury's awards.
ALTER TABLE placements ADD COLUMN audience INTEGER;

-- Where votes of the audience were counted.
CREATE TABLE audience_sources (
    id         BLOB      NOT NULL PRIMARY KEY,
    contest_id BLOB      NOT NULL REFERENCES contests (id),
    -- JSON, a day: "2023-08-31".
    counted_on TEXT      NOT NULL,
    -- How many entries are in it, and their votes together.
    entries    INTEGER   NOT NULL,
    votes      BIGINT    NOT NULL,
    entered_by BLOB      NOT NULL REFERENCES accounts (id),
    entered_at TIMESTAMP NOT NULL,
    -- Counts changes: a save names the version it started from.
    version    INTEGER   NOT NULL,
    name       TEXT      NOT NULL,
    note       TEXT      NOT NULL,
    UNIQUE (contest_id, name)
);

-- The votes of an entry in one source.
CREATE TABLE audience_votes (
    source_id BLOB   NOT NULL REFERENCES audience_sources (id),
    entry_id  BLOB   NOT NULL REFERENCES entries (id),
    votes     BIGINT NOT NULL,
    PRIMARY KEY (source_id, entry_id)
);
CREATE INDEX audience_votes_by_entry ON audience_votes (entry_id);
