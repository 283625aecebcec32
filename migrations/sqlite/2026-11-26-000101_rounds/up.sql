-- Which entries a round takes: all that are accepted, or those that came through earlier rounds; of one stream or
-- category, or of all.
ALTER TABLE rounds ADD COLUMN source        TEXT    NOT NULL DEFAULT 'accepted';
ALTER TABLE rounds ADD COLUMN stream_id     BLOB REFERENCES streams (id);
ALTER TABLE rounds ADD COLUMN category_id   BLOB REFERENCES categories (id);
-- Who goes through: the first `cut` of each stream and category, who reaches `cut_threshold` thousandths of a point,
-- or whom an admin ticks.
ALTER TABLE rounds ADD COLUMN cut_rule      TEXT    NOT NULL DEFAULT 'places';
ALTER TABLE rounds ADD COLUMN cut_threshold INTEGER NOT NULL DEFAULT 0;

-- The earlier rounds whose entries a round takes.
CREATE TABLE round_sources (
    round_id   BLOB NOT NULL REFERENCES rounds (id),
    earlier_id BLOB NOT NULL REFERENCES rounds (id),
    PRIMARY KEY (round_id, earlier_id)
);
CREATE INDEX round_sources_by_earlier ON round_sources (earlier_id);

-- Entries that came through an earlier round, and how.
CREATE TABLE round_entries (
    round_id   BLOB     NOT NULL REFERENCES rounds (id),
    entry_id   BLOB     NOT NULL REFERENCES entries (id),
    earlier_id BLOB     NOT NULL REFERENCES rounds (id),
    way        TEXT      NOT NULL,
    -- In the category of its stream, and in thousandths of a point.
    place      INTEGER   NOT NULL,
    score      INTEGER   NOT NULL,
    reason     TEXT      NOT NULL,
    taken_by   BLOB     NOT NULL REFERENCES accounts (id),
    taken_at   TIMESTAMP NOT NULL,
    PRIMARY KEY (round_id, entry_id)
);
CREATE INDEX round_entries_by_entry ON round_entries (entry_id);
