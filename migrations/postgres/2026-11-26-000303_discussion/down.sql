DROP TABLE remarks;
ALTER TABLE rounds DROP COLUMN discussion;
