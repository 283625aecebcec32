-- Which video a check read, and whether its header had been read by then; empty where there was none.
ALTER TABLE theme_checks ADD COLUMN file TEXT NOT NULL DEFAULT '';
