CREATE TABLE screenings (
    id            BLOB      NOT NULL PRIMARY KEY,
    entry_id      BLOB      NOT NULL REFERENCES entries (id),
    entry_version INTEGER   NOT NULL,
    decision      TEXT      NOT NULL,
    reason_code   TEXT      NOT NULL,
    message       TEXT      NOT NULL,
    -- JSON list of the fields that the creator is asked to change.
    fields        TEXT      NOT NULL,
    decided_by    BLOB      NOT NULL REFERENCES accounts (id),
    decided_at    TIMESTAMP NOT NULL,
    undone_by     BLOB,
    undone_at     TIMESTAMP,
    -- The theme check that the screener saw.
    check_id      BLOB,
    -- Decisions taken together, in bulk.
    batch_id      BLOB,
    -- When the creator was told; an undone decision may never be.
    announced_at  TIMESTAMP
);
CREATE INDEX screenings_by_entry ON screenings (entry_id, id);
CREATE INDEX screenings_by_screener ON screenings (decided_by, id);
CREATE INDEX screenings_by_batch ON screenings (batch_id, id);

-- What a screener sees of an entry before anyone decided: kept in the transaction that submits or checks.
CREATE TABLE screening_queue (
    entry_id      BLOB      NOT NULL PRIMARY KEY REFERENCES entries (id),
    contest_id    BLOB      NOT NULL REFERENCES contests (id),
    attention     INTEGER   NOT NULL,
    submitted_at  TIMESTAMP NOT NULL,
    claimed_by    BLOB,
    claimed_until TIMESTAMP,
    -- The newest theme check of the entry; none while it waits for one.
    check_id      BLOB
);
CREATE INDEX screening_queue_by_attention ON screening_queue (contest_id, attention DESC, entry_id);
