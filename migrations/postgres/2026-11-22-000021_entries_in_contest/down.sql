DROP INDEX entries_in_contest;
