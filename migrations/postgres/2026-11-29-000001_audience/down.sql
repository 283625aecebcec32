DROP TABLE audience_votes;
DROP TABLE audience_sources;
ALTER TABLE placements DROP COLUMN audience;
ALTER TABLE awards DROP COLUMN basis;
