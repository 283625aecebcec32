-- A file of an entry. It is its own object: it is stored as it arrives, and a refused form never loses it.
CREATE TABLE media (
    id           BYTEA      NOT NULL PRIMARY KEY,
    owner_id     BYTEA      NOT NULL REFERENCES accounts (id),
    contest_id   BYTEA      NOT NULL REFERENCES contests (id),
    -- The entry that it belongs to, while it does: a removed file stays for the versions that had it.
    entry_id     BYTEA,
    kind         TEXT      NOT NULL,
    state        TEXT      NOT NULL,
    file_name    TEXT      NOT NULL,
    content_type TEXT      NOT NULL,
    storage_key  TEXT      NOT NULL UNIQUE,
    size         BIGINT    NOT NULL,
    sha256       BYTEA,
    -- JSON: container, codecs, width, height, duration in milliseconds, what a browser will not play.
    probe        TEXT      NOT NULL,
    language     TEXT      NOT NULL,
    created_at   TIMESTAMP NOT NULL,
    completed_at TIMESTAMP
);
CREATE INDEX media_by_owner ON media (owner_id, id);
CREATE INDEX media_by_hash ON media (contest_id, sha256);
CREATE INDEX media_by_entry ON media (entry_id, id);

CREATE TABLE entries (
    id                 BYTEA      NOT NULL PRIMARY KEY,
    contest_id         BYTEA      NOT NULL REFERENCES contests (id),
    creator_id         BYTEA      NOT NULL REFERENCES accounts (id),
    stream_id          BYTEA      NOT NULL REFERENCES streams (id),
    category_id        BYTEA      REFERENCES categories (id),
    -- Given at the first submission, 1, 2, 3 … in the contest.
    number             INTEGER,
    state              TEXT      NOT NULL,
    -- Counts saves: a save names the version it started from.
    version            INTEGER   NOT NULL,
    -- The language of the original text, and the title in it, for lists.
    original_locale    TEXT      NOT NULL,
    title              TEXT      NOT NULL,
    -- JSON: the titles by language, for lists too.
    titles             TEXT      NOT NULL,
    video_id           BYTEA      REFERENCES media (id),
    poster_id          BYTEA      REFERENCES media (id),
    link_url           TEXT      NOT NULL,
    link_password      TEXT      NOT NULL,
    duration_s         INTEGER,
    content_hash       BYTEA,
    started_at         TIMESTAMP NOT NULL,
    updated_at         TIMESTAMP NOT NULL,
    submitted_at       TIMESTAMP,
    -- Accepted within the hidden grace: how many seconds after the deadline.
    late_by_s          INTEGER,
    -- What is long stands last: SQLite reads a row from its front, and lists need not come this far.
    -- JSON: everything the creator typed (entries::Content).
    content            TEXT      NOT NULL,
    -- The words of title and synopsis, folded, for the search of lists.
    search_text        TEXT      NOT NULL,
    UNIQUE (contest_id, number)
);
CREATE INDEX entries_by_creator ON entries (creator_id, id);
CREATE INDEX entries_by_state ON entries (contest_id, state, id);
CREATE INDEX entries_by_stream ON entries (contest_id, stream_id, category_id, state, id);
CREATE INDEX entries_by_video ON entries (video_id);

CREATE TABLE entry_versions (
    id       BYTEA      NOT NULL PRIMARY KEY,
    entry_id BYTEA      NOT NULL REFERENCES entries (id),
    version  INTEGER   NOT NULL,
    saved_by BYTEA      NOT NULL,
    -- "save", "submission", or "conflict" for the losing side of two saves.
    kind     TEXT      NOT NULL,
    content  TEXT      NOT NULL,
    saved_at TIMESTAMP NOT NULL
);
CREATE INDEX entry_versions_by_entry ON entry_versions (entry_id, id);

CREATE TABLE declarations (
    id       BYTEA      NOT NULL PRIMARY KEY,
    entry_id BYTEA      NOT NULL REFERENCES entries (id),
    text_id  BYTEA      NOT NULL REFERENCES declaration_texts (id),
    given_by BYTEA      NOT NULL,
    given_at TIMESTAMP NOT NULL,
    UNIQUE (entry_id, text_id)
);

CREATE TABLE receipts (
    id        BYTEA      NOT NULL PRIMARY KEY,
    entry_id  BYTEA      NOT NULL REFERENCES entries (id),
    -- What is printed and typed in to check: contest slug, stream and number.
    code      TEXT      NOT NULL UNIQUE,
    -- The signed document, byte for byte, and its Ed25519 signature.
    document  TEXT      NOT NULL,
    signature BYTEA      NOT NULL,
    issued_at TIMESTAMP NOT NULL
);
CREATE INDEX receipts_by_entry ON receipts (entry_id, id);
