DROP TABLE round_entries;
DROP TABLE round_sources;
ALTER TABLE rounds DROP COLUMN cut_threshold;
ALTER TABLE rounds DROP COLUMN cut_rule;
ALTER TABLE rounds DROP COLUMN category_id;
ALTER TABLE rounds DROP COLUMN stream_id;
ALTER TABLE rounds DROP COLUMN source;
