-- Objections to public results, by entry. What is long stands last.
CREATE TABLE objections (
    id           BYTEA      NOT NULL PRIMARY KEY,
    contest_id   BYTEA      NOT NULL REFERENCES contests (id),
    ranking_id   BYTEA      NOT NULL REFERENCES rankings (id),
    entry_id     BYTEA      NOT NULL REFERENCES entries (id),
    -- What the objector asks by: nobody guesses one.
    reference    TEXT      NOT NULL UNIQUE,
    -- Who was signed in; everybody else left an address, which counts once the link mailed there was followed.
    account_id   BYTEA      REFERENCES accounts (id),
    contact      TEXT      NOT NULL,
    locale       TEXT      NOT NULL,
    -- SHA-256 of the mailed link's key.
    token_hash   BYTEA      UNIQUE,
    grounds      TEXT      NOT NULL,
    source_url   TEXT      NOT NULL,
    received_at  TIMESTAMP NOT NULL,
    confirmed_at TIMESTAMP,
    outcome      TEXT,
    is_public    BOOLEAN   NOT NULL,
    answered_by  BYTEA      REFERENCES accounts (id),
    answered_at  TIMESTAMP,
    noted_by     BYTEA      REFERENCES accounts (id),
    noted_at     TIMESTAMP,
    text         TEXT      NOT NULL,
    answer       TEXT      NOT NULL,
    -- For the team alone.
    note         TEXT      NOT NULL
);
CREATE INDEX objections_by_contest ON objections (contest_id, id);
CREATE INDEX objections_by_ranking ON objections (ranking_id, is_public, id);
