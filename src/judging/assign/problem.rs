//! What an assignment starts from: judges, entries, rules.

/// A judge of the panel.
#[derive(Clone, Debug, Default)]
pub struct Judge {
    /// Empty when not known: such a judge fills no country's places.
    pub country: String,
    /// Codes of the languages in which they can follow a video.
    pub languages: Vec<String>,
    /// Empty when they belong to none.
    pub institution: String,
    /// Entries that they take on at most, those they already have included.
    pub max_load: Option<u64>,
    /// Entries that they have already and keep, beyond those named in [`Entry::kept`].
    pub carries: u64,
    /// How much each category suits them, by [`Entry::category`]; a missing one counts 0.
    pub affinities: Vec<f64>,
}

/// An entry that needs judges.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Codes of the languages in which it can be followed, spoken or subtitled.
    pub languages: Vec<String>,
    /// Empty when it comes from none.
    pub institution: String,
    pub category: Option<usize>,
    /// Judges who may not score it, whatever the other rules say.
    pub conflicts: Vec<usize>,
    /// Judges of its institution who may score it all the same: somebody looked and found no conflict.
    pub waived: Vec<usize>,
    /// What is added to a judge's affinity for this entry.
    pub bids: Vec<(usize, f64)>,
    /// Judges who have it now and may be exchanged, at best none of them.
    pub previous: Vec<usize>,
    /// Judges who have it and keep it, whatever the rules say: their ballot is begun or sealed.
    pub kept: Vec<usize>,
    /// Places that judges outside this panel have.
    pub taken: usize,
}

/// What every entry and every judge is held to.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Judges an entry, all different.
    pub per_entry: usize,
    /// Of them at least so many of each of `countries`.
    pub per_country: usize,
    pub countries: Vec<String>,
    /// Entries that every judge gets at least.
    pub min_load: u64,
    /// Entries that any judge gets at most; a judge's own limit holds as well.
    pub max_load: Option<u64>,
    /// Whether a judge must know a language of the entry.
    pub competence: bool,
    /// Whether places that nobody may take stay empty. Otherwise one such place makes the whole infeasible.
    pub vacancies: bool,
}

/// Everything that an assignment depends on: the same problem gives the same answer on every machine.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    pub judges: Vec<Judge>,
    pub entries: Vec<Entry>,
    pub rules: Rules,
    /// 1: affinity alone decides between equally even assignments, chance only between equally good ones.
    /// 0: chance alone.
    pub weight: f64,
    /// The affinity that counts as one against chance: 100 where affinities go from 0 to 100.
    pub unit: f64,
    pub seed: u64,
}

impl Problem {
    /// The affinity of a pair: that of the category and the bid.
    pub fn affinity(&self, entry: usize, judge: usize) -> f64 {
        let entry = &self.entries[entry];
        let bids = entry.bids.iter().filter(|(of, _)| *of == judge);
        self.suits(entry.category, judge) + bids.map(|(_, bid)| bid).sum::<f64>()
    }

    pub(super) fn suits(&self, category: Option<usize>, judge: usize) -> f64 {
        let of = &self.judges[judge].affinities;
        category.and_then(|at| of.get(at)).copied().unwrap_or(0.0)
    }

    /// Entries that this judge gets at most, by their own limit and that for all.
    pub fn limit(&self, judge: usize) -> Option<u64> {
        let own = self.judges[judge].max_load;
        match (own, self.rules.max_load) {
            (Some(own), Some(all)) => Some(own.min(all)),
            (own, all) => own.or(all),
        }
    }

    /// Whether this judge takes on anything at all. Who does not is no reason to call loads uneven.
    pub fn takes_part(&self, judge: usize) -> bool {
        self.limit(judge) != Some(0)
    }

    /// The place of a judge's country among those with a rule; one more for all others.
    pub(super) fn country(&self, judge: usize) -> usize {
        let countries = &self.rules.countries;
        let own = &self.judges[judge].country;
        let at = countries.iter().position(|each| each == own);
        at.unwrap_or(countries.len())
    }
}

/// A found assignment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assignment {
    /// The judges of each entry, in order, those who keep it included.
    pub panels: Vec<Vec<usize>>,
    /// Entries of each judge, what they carry included.
    pub loads: Vec<u64>,
    /// Pairs that were in force and are not any more.
    pub changed: u64,
}

/// The answer to a problem.
#[derive(Clone, Debug)]
pub enum Answer {
    Assigned(Assignment),
    /// No assignment keeps the rules, with what stands in the way: never empty.
    Blocked(Vec<super::Block>),
}
