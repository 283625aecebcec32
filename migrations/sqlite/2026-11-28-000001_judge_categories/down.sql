ALTER TABLE roles DROP COLUMN categories;
