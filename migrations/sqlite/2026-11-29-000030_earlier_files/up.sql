-- The entry that a file was replaced in or taken out of: its creator can put it back.
ALTER TABLE media ADD COLUMN former_entry_id BLOB;
ALTER TABLE media ADD COLUMN left_at TIMESTAMP;
CREATE INDEX media_by_former_entry ON media (former_entry_id, left_at);
