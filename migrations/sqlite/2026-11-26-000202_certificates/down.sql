DROP INDEX placements_by_certificate;
ALTER TABLE placements DROP COLUMN certificate;
