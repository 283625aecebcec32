DROP TABLE theme_runs;
