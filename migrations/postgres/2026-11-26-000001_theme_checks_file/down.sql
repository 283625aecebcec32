ALTER TABLE theme_checks DROP COLUMN file;
