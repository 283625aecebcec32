-- A profile tried on many entries, or entries checked anew: done in batches, so that it can be watched and stopped.
CREATE TABLE theme_runs (
    id         BYTEA      NOT NULL PRIMARY KEY,
    contest_id BYTEA      NOT NULL REFERENCES contests (id),
    kind       TEXT      NOT NULL,
    scope      TEXT      NOT NULL,
    state      TEXT      NOT NULL,
    -- Kind and contest while it is going, so that there is one at a time.
    going      TEXT      UNIQUE,
    -- The profile that is tried; empty for a re-check, which is by the one in force.
    toml       TEXT      NOT NULL,
    -- The version in force when it was begun, 0 for none.
    version    INTEGER   NOT NULL,
    total      INTEGER   NOT NULL,
    done       INTEGER   NOT NULL,
    -- The last entry of the last batch.
    last_entry BYTEA,
    -- JSON: what the entries came to so far.
    result     TEXT      NOT NULL,
    started_by BYTEA,
    started_at TIMESTAMP NOT NULL,
    ended_at   TIMESTAMP
);
CREATE INDEX theme_runs_by_contest ON theme_runs (contest_id, id);
