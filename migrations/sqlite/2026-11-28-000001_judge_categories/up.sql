-- The categories that a judge would rather judge: a list of ids, empty for any.
ALTER TABLE roles ADD COLUMN categories TEXT NOT NULL DEFAULT '[]';
