DROP TABLE score_confirmations;
DROP TABLE score_records;
DROP TABLE score_logs;
