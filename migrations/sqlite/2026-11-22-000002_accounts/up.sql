CREATE TABLE accounts (
    id                  BLOB      NOT NULL PRIMARY KEY,
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
    id           BLOB      NOT NULL PRIMARY KEY,
    -- SHA-256 of the cookie's 32 random bytes.
    token_hash   BLOB      NOT NULL UNIQUE,
    account_id   BLOB      NOT NULL REFERENCES accounts (id),
    user_agent   TEXT      NOT NULL,
    address      TEXT      NOT NULL,
    created_at   TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    expires_at   TIMESTAMP NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id, id);

-- A link sent by mail that does one thing once: set up, confirm an address, change it, set a new password.
CREATE TABLE one_time_links (
    id         BLOB      NOT NULL PRIMARY KEY,
    token_hash BLOB      NOT NULL UNIQUE,
    purpose    TEXT      NOT NULL,
    account_id BLOB      REFERENCES accounts (id),
    email      TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at    TIMESTAMP
);
CREATE INDEX one_time_links_by_account ON one_time_links (account_id, purpose);

-- Attempts that count against a limit (sign-in, password link), by SHA-256 of what was named.
CREATE TABLE attempts (
    id      BLOB      NOT NULL PRIMARY KEY,
    kind    TEXT      NOT NULL,
    subject BLOB      NOT NULL,
    at      TIMESTAMP NOT NULL
);
CREATE INDEX attempts_by_subject ON attempts (kind, subject, at);
