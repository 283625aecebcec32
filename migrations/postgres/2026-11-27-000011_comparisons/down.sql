ALTER TABLE rounds DROP COLUMN comparisons_each;
DROP TABLE comparisons;
