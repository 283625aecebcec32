-- What of an entry its judges are not told: a list of creator, credits, statement, ai.
ALTER TABLE rounds ADD COLUMN blind       TEXT    NOT NULL DEFAULT '["creator","credits"]';
-- Whether all judges score the same few entries, to see how they differ before it counts.
ALTER TABLE rounds ADD COLUMN calibration BOOLEAN NOT NULL DEFAULT FALSE;

-- The entries of a round that takes those chosen by hand.
CREATE TABLE round_picks (
    round_id  BYTEA     NOT NULL REFERENCES rounds (id),
    entry_id  BYTEA     NOT NULL REFERENCES entries (id),
    picked_by BYTEA     NOT NULL REFERENCES accounts (id),
    picked_at TIMESTAMP NOT NULL,
    PRIMARY KEY (round_id, entry_id)
);
CREATE INDEX round_picks_by_entry ON round_picks (entry_id);
