ALTER TABLE rounds DROP COLUMN watch_warning;
DROP TABLE watches;
