ALTER TABLE rounds DROP COLUMN weight;
ALTER TABLE rounds DROP COLUMN max_load;
ALTER TABLE rounds DROP COLUMN competence;
ALTER TABLE rounds DROP COLUMN min_per_country;
