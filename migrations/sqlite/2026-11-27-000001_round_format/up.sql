-- How judges say what they think in a round: scorecard, votes, order, pairs.
ALTER TABLE rounds ADD COLUMN format TEXT NOT NULL DEFAULT 'scorecard';
