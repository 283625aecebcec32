DELETE FROM jobs WHERE kind = 'file-entries';
DROP TABLE entry_terms;
