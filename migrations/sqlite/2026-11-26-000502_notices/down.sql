DROP TABLE notice_texts;
DROP TABLE notices;
DROP TABLE notice_batches;
DROP INDEX mails_by_batch;
ALTER TABLE mails DROP COLUMN batch_id;
