CREATE TABLE theme_profiles (
    id           BLOB      NOT NULL PRIMARY KEY,
    contest_id   BLOB      NOT NULL REFERENCES contests (id),
    version      INTEGER   NOT NULL,
    toml         TEXT      NOT NULL,
    sha256       BLOB      NOT NULL,
    published_by BLOB,
    published_at TIMESTAMP NOT NULL,
    UNIQUE (contest_id, version)
);

CREATE TABLE theme_checks (
    id            BLOB      NOT NULL PRIMARY KEY,
    entry_id      BLOB      NOT NULL REFERENCES entries (id),
    entry_version INTEGER   NOT NULL,
    profile_id    BLOB      NOT NULL REFERENCES theme_profiles (id),
    verdict       TEXT      NOT NULL,
    band          TEXT      NOT NULL,
    -- Relevance in thousandths.
    score         INTEGER   NOT NULL,
    -- How much a person is needed: what the screening queue is sorted by.
    attention     INTEGER   NOT NULL,
    -- The checks that ask a person to look, between spaces: ' prohibited spam '.
    found         TEXT      NOT NULL,
    checked_at    TIMESTAMP NOT NULL,
    -- JSON: of the result what the screening queue says of an entry.
    reasons       TEXT      NOT NULL,
    -- JSON: all that the check said. Long, so it stands last.
    result        TEXT      NOT NULL
);
CREATE INDEX theme_checks_by_entry ON theme_checks (entry_id, id);
