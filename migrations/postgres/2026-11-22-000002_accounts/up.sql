CREATE TABLE accounts (
    id                  BYTEA      NOT NULL PRIMARY KEY,
    -- Lower case; one account an address.
    email               TEXT      NOT NULL UNIQUE,
    email_confirmed_at  TIMESTAMP,
    password_hash       TEXT      NOT NULL,
    native_name         TEXT      NOT NULL,
    latin_name          TEXT      NOT NULL,
    country             TEXT      NOT NULL,
    organisation        TEXT      NOT NULL,
    locale              TEXT      NOT NULL,
    administrator_since TIMESTAMP,
    created_at          TIMESTAMP NOT NULL,
    updated_at          TIMESTAMP NOT NULL
);

CREATE TABLE sessions (
    id           BYTEA      NOT NULL PRIMARY KEY,
    -- SHA-256 of the cookie's 32 random bytes.
    token_hash   BYTEA      NOT NULL UNIQUE,
    account_id   BYTEA      NOT NULL REFERENCES accounts (id),
    user_agent   TEXT      NOT NULL,
    address      TEXT      NOT NULL,
    created_at   TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    expires_at   TIMESTAMP NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id, id);

-- A link sent by mail that does one thing once: set up, confirm an address, change it, set a new password.
CREATE TABLE one_time_links (
    id         BYTEA      NOT NULL PRIMARY KEY,
    token_hash BYTEA      NOT NULL UNIQUE,
    purpose    TEXT      NOT NULL,
    account_id BYTEA      REFERENCES accounts (id),
    email      TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at    TIMESTAMP
);
CREATE INDEX one_time_links_by_account ON one_time_links (account_id, purpose);

-- Attempts that count against a limit (sign-in, password link), by SHA-256 of what was named.
CREATE TABLE attempts (
    id      BYTEA      NOT NULL PRIMARY KEY,
    kind    TEXT      NOT NULL,
    subject BYTEA      NOT NULL,
    at      TIMESTAMP NOT NULL
);
CREATE INDEX attempts_by_subject ON attempts (kind, subject, at);
