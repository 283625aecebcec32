//! The ballots of one contest or round as numbers: who scored what, and the two ways of looking them up.

/// One judge's complete, submitted score of one entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ballot {
    /// Place of the entry, from 0.
    pub entry: usize,
    /// Place of the judge, from 0.
    pub judge: usize,
    /// On the contest's own scale.
    pub score: f64,
    /// How much it counts in the crossed model; 1 unless the organiser says otherwise. Above 0.
    pub weight: f64,
}

/// All ballots that count. An entry and a judge meet at most once; every entry and every judge has a ballot.
#[derive(Clone, Debug)]
pub struct Ballots {
    entries: usize,
    judges: usize,
    /// By entry, then judge.
    rows: Vec<Ballot>,
    by_entry: Groups,
    by_judge: Groups,
}

/// For each entry (or judge) the places of its ballots.
#[derive(Clone, Debug)]
struct Groups {
    starts: Vec<usize>,
    places: Vec<u32>,
}

impl Groups {
    fn of(keys: impl Iterator<Item = usize> + Clone, groups: usize) -> Self {
        let mut starts = vec![0; groups + 1];
        for key in keys.clone() {
            starts[key + 1] += 1;
        }
        for group in 0..groups {
            starts[group + 1] += starts[group];
        }
        let mut next = starts.clone();
        let mut places = vec![0; starts[groups]];
        for (place, key) in keys.enumerate() {
            places[next[key]] = u32::try_from(place).unwrap_or(u32::MAX);
            next[key] += 1;
        }
        Self { starts, places }
    }

    fn get(&self, group: usize) -> &[u32] {
        &self.places[self.starts[group]..self.starts[group + 1]]
    }
}

/// Two ballots of one judge on one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// Place of the entry.
    pub entry: usize,
    /// Place of the judge.
    pub judge: usize,
}

impl Ballots {
    /// The ballots in the order of entries and judges, so that every figure is the same in whatever order they came.
    ///
    /// # Errors
    /// A judge who scored an entry twice: one of the two would have to be chosen, and that is for a person to do.
    pub fn new(entries: usize, judges: usize, mut rows: Vec<Ballot>) -> Result<Self, Duplicate> {
        rows.sort_by_key(|ballot| (ballot.entry, ballot.judge));
        for pair in rows.windows(2) {
            if (pair[0].entry, pair[0].judge) == (pair[1].entry, pair[1].judge) {
                return Err(Duplicate {
                    entry: pair[0].entry,
                    judge: pair[0].judge,
                });
            }
        }
        let by_entry = Groups::of(rows.iter().map(|ballot| ballot.entry), entries);
        let by_judge = Groups::of(rows.iter().map(|ballot| ballot.judge), judges);
        Ok(Self {
            entries,
            judges,
            rows,
            by_entry,
            by_judge,
        })
    }

    /// How many entries there are.
    pub fn entries(&self) -> usize {
        self.entries
    }

    /// How many judges there are.
    pub fn judges(&self) -> usize {
        self.judges
    }

    /// Every ballot, by entry, then judge.
    pub fn rows(&self) -> &[Ballot] {
        &self.rows
    }

    /// The ballots that an entry has.
    pub fn of_entry(&self, entry: usize) -> impl ExactSizeIterator<Item = &Ballot> + Clone {
        self.by_entry
            .get(entry)
            .iter()
            .map(|place| &self.rows[*place as usize])
    }

    /// The ballots that a judge gave.
    pub fn of_judge(&self, judge: usize) -> impl ExactSizeIterator<Item = &Ballot> + Clone {
        self.places_of_judge(judge)
            .iter()
            .map(|place| &self.rows[*place as usize])
    }

    /// Where in [`Ballots::rows`] the ballots of a judge are.
    pub fn places_of_judge(&self, judge: usize) -> &[u32] {
        self.by_judge.get(judge)
    }

    /// Whether every judge scored every entry.
    pub fn is_complete(&self) -> bool {
        self.rows.len() == self.entries * self.judges
    }

    /// The mean of all scores; none without ballots.
    pub fn mean(&self) -> Option<f64> {
        mean(self.rows.iter().map(|ballot| ballot.score))
    }

    /// The standard deviation of all scores, divisor one less than their number; none under two ballots.
    pub fn sd(&self) -> Option<f64> {
        sd(self.rows.iter().map(|ballot| ballot.score))
    }
}

/// The mean; none of nothing. Summed around the first value, so that a large offset costs no digits.
pub fn mean(values: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let first = values.clone().next()?;
    let mut count = 0.0;
    let mut sum = 0.0;
    for value in values {
        count += 1.0;
        sum += value - first;
    }
    Some(first + sum / count)
}

/// The standard deviation with the divisor n − 1; none under two values. Exactly 0 when all are equal; squares of very large and
/// very small values neither run over nor vanish.
pub fn sd(values: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let middle = mean(values.clone())?;
    let widest = values
        .clone()
        .map(|value| (value - middle).abs())
        .fold(0.0, f64::max);
    let mut count = 0.0;
    let mut squares = 0.0;
    for value in values {
        count += 1.0;
        if widest > 0.0 {
            let part = (value - middle) / widest;
            squares += part * part;
        }
    }
    (count > 1.5).then(|| widest * (squares / (count - 1.0)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ballot(entry: usize, judge: usize, score: f64) -> Ballot {
        Ballot {
            entry,
            judge,
            score,
            weight: 1.0,
        }
    }

    #[test]
    fn a_second_ballot_of_one_judge_on_one_entry_is_refused() {
        let rows = vec![ballot(0, 0, 1.0), ballot(1, 0, 2.0), ballot(0, 0, 1.0)];
        assert_eq!(
            Ballots::new(2, 1, rows).unwrap_err(),
            Duplicate { entry: 0, judge: 0 }
        );
    }

    #[test]
    fn ballots_are_found_from_both_sides() {
        let rows = vec![ballot(1, 0, 3.0), ballot(0, 1, 2.0), ballot(0, 0, 1.0)];
        let ballots = Ballots::new(2, 2, rows).unwrap();
        let of_entry: Vec<f64> = ballots.of_entry(0).map(|ballot| ballot.score).collect();
        let of_judge: Vec<f64> = ballots.of_judge(0).map(|ballot| ballot.score).collect();
        assert_eq!((of_entry, of_judge), (vec![1.0, 2.0], vec![1.0, 3.0]));
        assert!(!ballots.is_complete());
    }

    #[test]
    fn equal_values_have_no_spread_however_large_they_are() {
        assert_eq!(sd([1e15 + 0.3; 7].into_iter()), Some(0.0));
        assert_eq!(sd([4.0].into_iter()), None);
        assert_eq!(
            sd([1e200, -1e200].into_iter()),
            Some(2.0_f64.sqrt() * 1e200)
        );
        assert_eq!(
            sd([1e-200, -1e-200].into_iter()),
            Some(2.0_f64.sqrt() * 1e-200)
        );
        assert_eq!(mean(std::iter::empty()), None);
    }
}
