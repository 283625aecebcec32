-- What a draw is held to beside the number of judges.
ALTER TABLE rounds ADD COLUMN min_per_country INTEGER NOT NULL DEFAULT 0;
-- Whether a judge must know a language of the entry, or should.
ALTER TABLE rounds ADD COLUMN competence      TEXT    NOT NULL DEFAULT 'wish';
ALTER TABLE rounds ADD COLUMN max_load        INTEGER;
-- Percent: 100 is affinity first and chance between equals, 0 chance alone.
ALTER TABLE rounds ADD COLUMN weight          INTEGER NOT NULL DEFAULT 100;
