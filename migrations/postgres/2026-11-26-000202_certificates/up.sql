-- The code that a certificate is checked by; given when results become final.
ALTER TABLE placements ADD COLUMN certificate TEXT;
CREATE UNIQUE INDEX placements_by_certificate ON placements (certificate);
