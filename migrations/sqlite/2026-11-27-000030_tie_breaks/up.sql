-- Among equal scores the mean of the criterion that is asked first decides, then the second; 0 is not asked.
ALTER TABLE criteria ADD COLUMN tie_order INTEGER NOT NULL DEFAULT 0;
-- Whether, after the criteria, who submitted first goes before.
ALTER TABLE rounds ADD COLUMN tie_earlier BOOLEAN NOT NULL DEFAULT FALSE;

-- JSON list of what the ranking's tie-breaks compare of the entry; null where it has none. Larger goes before.
ALTER TABLE ranking_rows ADD COLUMN deciders TEXT;
-- The tie-break, from 1, that decided for or against the entry at the line of the cut.
ALTER TABLE ranking_rows ADD COLUMN decided_by INTEGER;

-- JSON: the tie-break that let an entry through; null where none had to.
ALTER TABLE round_entries ADD COLUMN tie_break TEXT;

-- JSON: the tie-break that gave the place to this entry and not to an equal one, with the figures of both.
ALTER TABLE placements ADD COLUMN tie_break TEXT;
