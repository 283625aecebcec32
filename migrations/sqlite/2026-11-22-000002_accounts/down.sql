DROP TABLE attempts;
DROP TABLE one_time_links;
DROP TABLE sessions;
DROP TABLE accounts;
