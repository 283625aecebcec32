-- The words under which the search of lists finds an entry (entries::search): stems, pairs of Chinese characters.
CREATE TABLE entry_terms (
    contest_id BYTEA            NOT NULL,
    term       TEXT COLLATE "C" NOT NULL,
    entry_id   BYTEA            NOT NULL REFERENCES entries (id),
    -- A word of the creator's names and address, for admins, rather than of the entry's texts.
    of_creator BOOLEAN          NOT NULL,
    PRIMARY KEY (contest_id, term, entry_id, of_creator)
);
CREATE INDEX entry_terms_by_entry ON entry_terms (entry_id, term, of_creator);

-- SQL knows no stems: a job files what is there already, and the search finds more and more of it meanwhile.
INSERT INTO jobs (id, kind, payload, dedup_key, run_at, attempts, created_at)
SELECT decode('019abe00000070008000000000000060', 'hex'), 'file-entries', '{"kind":"file-entries","after":null}', 'file-entries',
    '2026-11-25 00:00:00', 0, '2026-11-25 00:00:00'
WHERE EXISTS (SELECT 1 FROM entries);
