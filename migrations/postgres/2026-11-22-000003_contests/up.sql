CREATE TABLE contests (
    id            BYTEA      NOT NULL PRIMARY KEY,
    slug          TEXT      NOT NULL UNIQUE,
    -- Trilingual texts are JSON {"zh": …, "ru": …, "en": …}.
    name          TEXT      NOT NULL,
    theme         TEXT      NOT NULL,
    -- IANA name of the zone in which the organiser types times.
    zone          TEXT      NOT NULL,
    opens_at      TIMESTAMP,
    closes_at     TIMESTAMP,
    grace_minutes INTEGER   NOT NULL,
    entry_rules   TEXT      NOT NULL,
    published_at  TIMESTAMP,
    gallery_opened_at TIMESTAMP,
    -- The last entry number given out, counted in the transaction that submits.
    last_number   INTEGER   NOT NULL,
    version       INTEGER   NOT NULL,
    created_at    TIMESTAMP NOT NULL,
    updated_at    TIMESTAMP NOT NULL
);

-- The long texts, apart: nearly every page reads its contest, and few show these.
CREATE TABLE contest_prose (
    contest_id BYTEA NOT NULL PRIMARY KEY REFERENCES contests (id),
    -- Markdown in three languages.
    call       TEXT NOT NULL,
    rules      TEXT NOT NULL
);

CREATE TABLE streams (
    id         BYTEA    NOT NULL PRIMARY KEY,
    contest_id BYTEA    NOT NULL REFERENCES contests (id),
    position   INTEGER NOT NULL,
    code       TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    -- JSON list of ISO 3166 codes; an empty list takes every country not named elsewhere.
    countries  TEXT    NOT NULL,
    UNIQUE (contest_id, code)
);

CREATE TABLE categories (
    id          BYTEA    NOT NULL PRIMARY KEY,
    contest_id  BYTEA    NOT NULL REFERENCES contests (id),
    position    INTEGER NOT NULL,
    code        TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    description TEXT    NOT NULL,
    UNIQUE (contest_id, code)
);

CREATE TABLE questions (
    id          BYTEA    NOT NULL PRIMARY KEY,
    contest_id  BYTEA    NOT NULL REFERENCES contests (id),
    category_id BYTEA    REFERENCES categories (id),
    position    INTEGER NOT NULL,
    code        TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    required    BOOLEAN NOT NULL,
    label       TEXT    NOT NULL,
    help        TEXT    NOT NULL,
    choices     TEXT    NOT NULL,
    retired_at  TIMESTAMP,
    UNIQUE (contest_id, code)
);

-- The text that a creator ticks. A changed text is a new version (a new row): what was ticked stays readable.
CREATE TABLE declaration_texts (
    id         BYTEA      NOT NULL PRIMARY KEY,
    contest_id BYTEA      NOT NULL REFERENCES contests (id),
    position   INTEGER   NOT NULL,
    code       TEXT      NOT NULL,
    version    INTEGER   NOT NULL,
    required   BOOLEAN   NOT NULL,
    -- Asked of everyone, or only of those who are under age ("minors").
    applies_to TEXT      NOT NULL,
    text       TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    retired_at TIMESTAMP,
    UNIQUE (contest_id, code, version)
);

CREATE TABLE roles (
    id         BYTEA      NOT NULL PRIMARY KEY,
    contest_id BYTEA      NOT NULL REFERENCES contests (id),
    account_id BYTEA      NOT NULL REFERENCES accounts (id),
    role       TEXT      NOT NULL,
    -- JSON list of languages in which a judge or screener can work.
    languages  TEXT      NOT NULL,
    granted_by BYTEA,
    granted_at TIMESTAMP NOT NULL,
    UNIQUE (contest_id, account_id, role)
);
CREATE INDEX roles_by_account ON roles (account_id, contest_id);

CREATE TABLE invitations (
    id           BYTEA      NOT NULL PRIMARY KEY,
    contest_id   BYTEA      NOT NULL REFERENCES contests (id),
    email        TEXT      NOT NULL,
    role         TEXT      NOT NULL,
    languages    TEXT      NOT NULL,
    locale       TEXT      NOT NULL,
    token_hash   BYTEA      NOT NULL UNIQUE,
    invited_by   BYTEA      NOT NULL REFERENCES accounts (id),
    created_at   TIMESTAMP NOT NULL,
    expires_at   TIMESTAMP NOT NULL,
    accepted_at  TIMESTAMP,
    accepted_by  BYTEA,
    withdrawn_at TIMESTAMP
);
CREATE INDEX invitations_by_contest ON invitations (contest_id, id);
