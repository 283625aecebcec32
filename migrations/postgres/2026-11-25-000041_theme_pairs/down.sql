DELETE FROM jobs WHERE kind = 'file-texts';
DROP INDEX media_by_digest;
DROP TABLE theme_pairs;
DROP TABLE theme_common;
DROP TABLE theme_shingles;
DROP TABLE theme_texts;
