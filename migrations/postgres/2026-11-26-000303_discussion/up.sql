-- Whether the judges of an entry talk about it once their ballots are in: off, on.
ALTER TABLE rounds ADD COLUMN discussion TEXT NOT NULL DEFAULT 'off';
-- What is said about an entry in a round. The id is made by the page, so that a remark sent twice is one remark.
CREATE TABLE remarks (
    id         BYTEA     NOT NULL PRIMARY KEY,
    round_id   BYTEA     NOT NULL REFERENCES rounds (id),
    entry_id   BYTEA     NOT NULL REFERENCES entries (id),
    account_id BYTEA     NOT NULL REFERENCES accounts (id),
    at         TIMESTAMP NOT NULL,
    text       TEXT      NOT NULL
);
CREATE INDEX remarks_by_entry ON remarks (round_id, entry_id, at, id);
