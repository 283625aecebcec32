DROP TABLE signing_keys;
DROP TABLE mails;
DROP TABLE jobs;
DROP TABLE events;
