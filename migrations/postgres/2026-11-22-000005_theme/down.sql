DROP TABLE theme_checks;
DROP TABLE theme_profiles;
