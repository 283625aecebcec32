DROP TABLE theme_layers_on;
DROP TABLE theme_layers;
