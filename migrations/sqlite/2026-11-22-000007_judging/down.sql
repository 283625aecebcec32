DROP TABLE recusals;
DROP TABLE scores;
DROP TABLE ballots;
DROP TABLE assignments;
DROP TABLE panelists;
DROP TABLE criteria;
DROP TABLE rounds;
