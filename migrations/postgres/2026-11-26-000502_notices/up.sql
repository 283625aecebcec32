-- Mails that are held to be read before they leave, together.
ALTER TABLE mails ADD COLUMN batch_id BYTEA;
CREATE INDEX mails_by_batch ON mails (batch_id, id);

-- The decision mails of one preparation: released or discarded as one.
CREATE TABLE notice_batches (
    id          BYTEA      NOT NULL PRIMARY KEY,
    contest_id  BYTEA      NOT NULL REFERENCES contests (id),
    ranking_id  BYTEA      NOT NULL REFERENCES rankings (id),
    state       TEXT      NOT NULL,
    -- The contest while it is held, so that there is one at a time.
    going       TEXT      UNIQUE,
    prepared_by BYTEA      NOT NULL REFERENCES accounts (id),
    prepared_at TIMESTAMP NOT NULL,
    decided_by  BYTEA      REFERENCES accounts (id),
    decided_at  TIMESTAMP
);
CREATE INDEX notice_batches_by_contest ON notice_batches (contest_id, id);

-- Which entry was told what: the same never twice.
CREATE TABLE notices (
    entry_id BYTEA NOT NULL REFERENCES entries (id),
    verdict  TEXT NOT NULL,
    batch_id BYTEA NOT NULL REFERENCES notice_batches (id),
    mail_id  BYTEA NOT NULL REFERENCES mails (id),
    PRIMARY KEY (entry_id, verdict)
);
CREATE INDEX notices_by_batch ON notices (batch_id, mail_id);
CREATE INDEX notices_by_mail ON notices (mail_id);

-- What an organiser says instead of the texts that are there from the start.
CREATE TABLE notice_texts (
    contest_id BYTEA      NOT NULL REFERENCES contests (id),
    verdict    TEXT      NOT NULL,
    version    INTEGER   NOT NULL,
    changed_by BYTEA      NOT NULL REFERENCES accounts (id),
    changed_at TIMESTAMP NOT NULL,
    -- JSON {"zh": …, "ru": …, "en": …}, with placeholders.
    subject    TEXT      NOT NULL,
    body       TEXT      NOT NULL,
    PRIMARY KEY (contest_id, verdict)
);
