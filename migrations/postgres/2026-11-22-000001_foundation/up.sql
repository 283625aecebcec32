-- What every domain writes to: the audit trail, the queue of jobs, the outbox, the keys of this installation.

CREATE TABLE events (
    id          BYTEA      NOT NULL PRIMARY KEY,
    contest_id  BYTEA,
    actor_id    BYTEA,
    subject_kind TEXT     NOT NULL,
    subject_id  BYTEA      NOT NULL,
    action      TEXT      NOT NULL,
    reason      TEXT      NOT NULL,
    detail      TEXT      NOT NULL,
    at          TIMESTAMP NOT NULL
);
CREATE INDEX events_by_contest ON events (contest_id, id);
CREATE INDEX events_by_subject ON events (subject_id, id);
CREATE INDEX events_by_actor ON events (actor_id, id);

CREATE TABLE jobs (
    id           BYTEA      NOT NULL PRIMARY KEY,
    kind         TEXT      NOT NULL,
    payload      TEXT      NOT NULL,
    -- Two jobs of one key are one job: the second is not queued while the first waits.
    dedup_key    TEXT      UNIQUE,
    run_at       TIMESTAMP NOT NULL,
    attempts     INTEGER   NOT NULL,
    leased_until TIMESTAMP,
    last_error   TEXT,
    failed_at    TIMESTAMP,
    created_at   TIMESTAMP NOT NULL
);
CREATE INDEX jobs_due ON jobs (run_at, id);

CREATE TABLE mails (
    id          BYTEA      NOT NULL PRIMARY KEY,
    account_id  BYTEA,
    contest_id  BYTEA,
    address     TEXT      NOT NULL,
    locale      TEXT      NOT NULL,
    kind        TEXT      NOT NULL,
    subject     TEXT      NOT NULL,
    body        TEXT      NOT NULL,
    state       TEXT      NOT NULL,
    attempts    INTEGER   NOT NULL,
    last_error  TEXT,
    queued_at   TIMESTAMP NOT NULL,
    sent_at     TIMESTAMP,
    read_at     TIMESTAMP
);
CREATE INDEX mails_by_account ON mails (account_id, id);
CREATE INDEX mails_unread ON mails (account_id, read_at);
CREATE INDEX mails_by_contest ON mails (contest_id, id);

CREATE TABLE signing_keys (
    id         BYTEA      NOT NULL PRIMARY KEY,
    purpose    TEXT      NOT NULL UNIQUE,
    secret     BYTEA      NOT NULL,
    public     BYTEA      NOT NULL,
    created_at TIMESTAMP NOT NULL
);
