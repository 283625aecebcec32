DROP TABLE invitations;
DROP TABLE roles;
DROP TABLE declaration_texts;
DROP TABLE questions;
DROP TABLE categories;
DROP TABLE streams;
DROP TABLE contest_prose;
DROP TABLE contests;
