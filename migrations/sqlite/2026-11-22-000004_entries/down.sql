DROP TABLE receipts;
DROP TABLE declarations;
DROP TABLE entry_versions;
DROP TABLE entries;
DROP TABLE media;
