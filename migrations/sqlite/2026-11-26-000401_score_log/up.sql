-- One row a score log, which whoever adds a record holds.
CREATE TABLE score_logs (
    round_id BLOB NOT NULL PRIMARY KEY REFERENCES rounds (id),
    -- From which the public names of judges are drawn. It never leaves the database.
    salt     BLOB NOT NULL
);

-- The records of a score log, each as the canonical text that its digest is over; only ever added to.
CREATE TABLE score_records (
    round_id BLOB    NOT NULL REFERENCES score_logs (round_id),
    seq      INTEGER NOT NULL,
    digest   TEXT    NOT NULL,
    content  TEXT    NOT NULL,
    PRIMARY KEY (round_id, seq)
);

-- An organiser confirmed the digest of a closed round's log. Void once a record was added after it.
CREATE TABLE score_confirmations (
    id           BLOB      NOT NULL PRIMARY KEY,
    round_id     BLOB      NOT NULL REFERENCES score_logs (round_id),
    account_id   BLOB      NOT NULL REFERENCES accounts (id),
    records      INTEGER   NOT NULL,
    digest       TEXT      NOT NULL,
    confirmed_at TIMESTAMP NOT NULL,
    voided_at    TIMESTAMP,
    UNIQUE (round_id, records, account_id)
);
