-- Which parts of a film were played on the page of an assignment.
CREATE TABLE watches (
    assignment_id BLOB      NOT NULL PRIMARY KEY REFERENCES assignments (id),
    -- Of the film's length; null while that is not known.
    percent       INTEGER,
    version       INTEGER   NOT NULL,
    updated_at    TIMESTAMP NOT NULL,
    -- Pairs of tenths of a second, in order, apart.
    ranges        TEXT      NOT NULL
);
-- Percent of a film below which a judge who submits is asked whether that is meant; 0 asks nobody.
ALTER TABLE rounds ADD COLUMN watch_warning INTEGER NOT NULL DEFAULT 0;
