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

-- The database keeps it, whoever writes: an entry that leaves the contest knows nothing of judging.
CREATE TRIGGER assignment_stage_by_state AFTER UPDATE OF state ON assignments
WHEN OLD.state <> NEW.state
BEGIN
    UPDATE assignments SET stage = (SELECT s.stage FROM assignment_stages s WHERE s.assignment_id = NEW.id)
    WHERE id = NEW.id;
END;

CREATE TRIGGER assignment_stage_by_new_ballot AFTER INSERT ON ballots
BEGIN
    UPDATE assignments SET stage = (SELECT s.stage FROM assignment_stages s WHERE s.assignment_id = NEW.assignment_id)
    WHERE id = NEW.assignment_id;
END;

CREATE TRIGGER assignment_stage_by_ballot AFTER UPDATE OF state ON ballots
WHEN OLD.state <> NEW.state
BEGIN
    UPDATE assignments SET stage = (SELECT s.stage FROM assignment_stages s WHERE s.assignment_id = NEW.assignment_id)
    WHERE id = NEW.assignment_id;
END;

CREATE TRIGGER assignment_stage_by_entry AFTER UPDATE OF state ON entries
WHEN OLD.state <> NEW.state
BEGIN
    UPDATE assignments SET stage = (SELECT s.stage FROM assignment_stages s WHERE s.assignment_id = assignments.id)
    WHERE entry_id = NEW.id;
END;
