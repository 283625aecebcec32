DROP TABLE round_picks;
ALTER TABLE rounds DROP COLUMN calibration;
ALTER TABLE rounds DROP COLUMN blind;
