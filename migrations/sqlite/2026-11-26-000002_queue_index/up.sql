-- A judge's queue counts from this index alone.
CREATE INDEX assignments_of_judge ON assignments (judge_id, round_id, state, entry_id, id);
