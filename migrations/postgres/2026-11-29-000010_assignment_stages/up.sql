-- Where one judge is with one entry: `state` says what became of the task, the ballot how far it is, the entry whether
-- it is still there. Queues list and count by it from one index.
ALTER TABLE assignments ADD COLUMN stage TEXT NOT NULL DEFAULT 'open';

-- What `stage` has to be.
CREATE VIEW assignment_stages (assignment_id, stage) AS
SELECT assignments.id,
       CASE
           WHEN entries.state <> 'accepted' THEN 'gone'
           WHEN assignments.state IN ('recused', 'handed-over') THEN assignments.state
           WHEN ballots.state = 'submitted' THEN 'done'
           WHEN assignments.state = 'skipped' THEN 'skipped'
           WHEN ballots.id IS NOT NULL THEN 'started'
           ELSE 'open'
       END
FROM assignments
JOIN entries ON entries.id = assignments.entry_id
LEFT JOIN ballots ON ballots.assignment_id = assignments.id;

UPDATE assignments
SET stage = (SELECT s.stage FROM assignment_stages s WHERE s.assignment_id = assignments.id);

DROP INDEX assignments_of_judge;
CREATE INDEX assignments_by_stage ON assignments (judge_id, round_id, stage, position);

-- The database keeps it, whoever writes: an entry that leaves the contest knows nothing of judging. A ballot may be
-- submitted while its entry leaves, so each side first locks the assignments and then, in a statement of its own that
-- sees what the other side committed, puts the stage together.
CREATE FUNCTION assignment_stage_by_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE assignments SET stage = (SELECT s.stage FROM assignment_stages s WHERE s.assignment_id = NEW.id)
    WHERE id = NEW.id;
    RETURN NULL;
END
$$;

CREATE FUNCTION assignment_stage_by_ballot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM assignments WHERE id = NEW.assignment_id FOR NO KEY UPDATE;
    UPDATE assignments SET stage = (SELECT s.stage FROM assignment_stages s WHERE s.assignment_id = NEW.assignment_id)
    WHERE id = NEW.assignment_id;
    RETURN NULL;
END
$$;

CREATE FUNCTION assignment_stage_by_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM assignments WHERE entry_id = NEW.id ORDER BY id FOR NO KEY UPDATE;
    UPDATE assignments SET stage = (SELECT s.stage FROM assignment_stages s WHERE s.assignment_id = assignments.id)
    WHERE entry_id = NEW.id;
    RETURN NULL;
END
$$;

CREATE TRIGGER assignment_stage_by_state AFTER UPDATE OF state ON assignments
FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION assignment_stage_by_assignment();

CREATE TRIGGER assignment_stage_by_new_ballot AFTER INSERT ON ballots
FOR EACH ROW EXECUTE FUNCTION assignment_stage_by_ballot();

CREATE TRIGGER assignment_stage_by_ballot AFTER UPDATE OF state ON ballots
FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION assignment_stage_by_ballot();

CREATE TRIGGER assignment_stage_by_entry AFTER UPDATE OF state ON entries
FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION assignment_stage_by_entry();
