DROP TRIGGER assignment_stage_by_entry;
DROP TRIGGER assignment_stage_by_ballot;
DROP TRIGGER assignment_stage_by_new_ballot;
DROP TRIGGER assignment_stage_by_state;
DROP INDEX assignments_by_stage;
CREATE INDEX assignments_of_judge ON assignments (judge_id, round_id, state, entry_id, id);
DROP VIEW assignment_stages;
ALTER TABLE assignments DROP COLUMN stage;
