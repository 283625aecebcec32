DROP TABLE placements;
DROP TABLE awards;
DROP TABLE ranking_rows;
DROP TABLE rankings;
