-- What a judge notes at a second of a film. The id is made by the page, so that a note sent twice is one note.
CREATE TABLE notes (
    id            BLOB      NOT NULL PRIMARY KEY,
    assignment_id BLOB      NOT NULL REFERENCES assignments (id),
    second        INTEGER   NOT NULL,
    -- For whom: private, creator.
    audience      TEXT      NOT NULL,
    version       INTEGER   NOT NULL,
    written_at    TIMESTAMP NOT NULL,
    changed_at    TIMESTAMP NOT NULL,
    text          TEXT      NOT NULL
);
CREATE INDEX notes_by_assignment ON notes (assignment_id, second, id);
