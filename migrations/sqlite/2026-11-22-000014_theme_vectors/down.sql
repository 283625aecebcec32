DROP TABLE theme_vectors;
