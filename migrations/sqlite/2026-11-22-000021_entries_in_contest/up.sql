-- The list of every entry of a contest, drafts too, the newest first.
CREATE INDEX entries_in_contest ON entries (contest_id, id);
