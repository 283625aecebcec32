DROP INDEX assignments_of_judge;
