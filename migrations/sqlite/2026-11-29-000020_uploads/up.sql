-- A file on its way in parts, which goes on where the line was cut.
CREATE TABLE uploads (
    id         BLOB      NOT NULL PRIMARY KEY,
    entry_id   BLOB      NOT NULL REFERENCES entries (id),
    kind       TEXT      NOT NULL,
    -- Of subtitles, their language; of an answer, its question's code.
    language   TEXT      NOT NULL,
    question   TEXT      NOT NULL,
    file_name  TEXT      NOT NULL,
    -- When the creator's computer says the file was changed, in milliseconds since 1970: with name and size it tells
    -- whether a file that is chosen later is the same.
    modified   BIGINT    NOT NULL,
    -- Bytes, and how many of them have arrived.
    size       BIGINT    NOT NULL,
    received   BIGINT    NOT NULL,
    begun_at   TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    -- The file that it became.
    media_id   BLOB      REFERENCES media (id)
);
CREATE INDEX uploads_by_entry ON uploads (entry_id, expires_at);

-- What arrived in one request.
CREATE TABLE upload_parts (
    upload_id   BLOB   NOT NULL REFERENCES uploads (id),
    start       BIGINT NOT NULL,
    size        BIGINT NOT NULL,
    storage_key TEXT   NOT NULL,
    PRIMARY KEY (upload_id, start)
);
