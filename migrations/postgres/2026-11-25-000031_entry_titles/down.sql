ALTER TABLE entries DROP COLUMN titles;
