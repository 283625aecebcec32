DROP INDEX media_by_former_entry;
ALTER TABLE media DROP COLUMN left_at;
ALTER TABLE media DROP COLUMN former_entry_id;
