-- Organisations that a judge says they have a tie to.
CREATE TABLE judge_ties (
    id           BLOB      NOT NULL PRIMARY KEY,
    contest_id   BLOB      NOT NULL REFERENCES contests (id),
    judge_id     BLOB      NOT NULL REFERENCES accounts (id),
    organisation TEXT      NOT NULL,
    -- As organisations are compared: letters and digits, folded.
    folded       TEXT      NOT NULL,
    declared_at  TIMESTAMP NOT NULL,
    UNIQUE (contest_id, judge_id, folded)
);

-- Why a judge should not score an entry, and what was decided about it.
CREATE TABLE conflicts (
    id         BLOB      NOT NULL PRIMARY KEY,
    contest_id BLOB      NOT NULL REFERENCES contests (id),
    judge_id   BLOB      NOT NULL REFERENCES accounts (id),
    entry_id   BLOB      NOT NULL REFERENCES entries (id),
    grounds    TEXT      NOT NULL,
    state      TEXT      NOT NULL,
    noted_by   BLOB      REFERENCES accounts (id),
    noted_at   TIMESTAMP NOT NULL,
    decided_by BLOB      REFERENCES accounts (id),
    decided_at TIMESTAMP,
    -- In the words of whoever declared it, or decided about it.
    note       TEXT      NOT NULL,
    reason     TEXT      NOT NULL,
    UNIQUE (contest_id, judge_id, entry_id)
);
CREATE INDEX conflicts_by_state ON conflicts (contest_id, state, id);
CREATE INDEX conflicts_by_entry ON conflicts (entry_id);
