ALTER TABLE placements DROP COLUMN tie_break;
ALTER TABLE round_entries DROP COLUMN tie_break;
ALTER TABLE ranking_rows DROP COLUMN decided_by;
ALTER TABLE ranking_rows DROP COLUMN deciders;
ALTER TABLE rounds DROP COLUMN tie_earlier;
ALTER TABLE criteria DROP COLUMN tie_order;
