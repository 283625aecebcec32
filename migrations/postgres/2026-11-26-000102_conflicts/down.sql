DROP TABLE conflicts;
DROP TABLE judge_ties;
