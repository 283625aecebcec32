//! A collection of entries in memory that each new text is compared with.

use std::collections::HashMap;

use super::duplicates::{Kind, Match, Pair};
use super::rules::Duplicates as Rules;
use super::semantic::cosine;
use super::text::Text;
use super::traces::{LEAST, PRIOR, Traces};

struct Doc {
    id: String,
    creator: Option<String>,
    traces: Traces,
    file: Option<String>,
    vector: Option<Vec<f32>>,
}

impl Doc {
    fn of(text: &Text, vector: Option<Vec<f32>>) -> Self {
        Doc {
            id: text.id.clone(),
            creator: text
                .creator
                .clone()
                .filter(|creator| !creator.trim().is_empty()),
            traces: Traces::of(text),
            file: text
                .file_sha256
                .as_deref()
                .map(str::to_ascii_lowercase)
                .filter(|hash| !hash.is_empty()),
            vector,
        }
    }

    fn same_creator(&self, other: &Doc) -> bool {
        self.creator.is_some() && self.creator == other.creator
    }
}

/// The entries that hold a run; nearly all runs have one holder.
enum Holders {
    One(u32),
    More(Vec<u32>),
}

impl Holders {
    fn add(&mut self, holder: u32) {
        match self {
            Holders::One(first) => *self = Holders::More(vec![*first, holder]),
            Holders::More(all) => all.push(holder),
        }
    }

    fn all(&self) -> &[u32] {
        match self {
            Holders::One(only) => std::slice::from_ref(only),
            Holders::More(all) => all,
        }
    }
}

/// Entries to compare with, in memory: about 10 kB each, plus 2 kB with a vector.
pub struct Index {
    rules: Rules,
    docs: Vec<Doc>,
    postings: HashMap<u64, Holders>,
    whole: HashMap<u64, Vec<u32>>,
    files: HashMap<String, Vec<u32>>,
    series: HashMap<u64, Vec<u32>>,
}

impl Index {
    /// An empty collection. `rules` hold the thresholds.
    pub fn new(rules: Rules) -> Self {
        Index {
            rules,
            docs: Vec::new(),
            postings: HashMap::new(),
            whole: HashMap::new(),
            files: HashMap::new(),
            series: HashMap::new(),
        }
    }

    /// How many entries it holds.
    pub fn len(&self) -> usize {
        self.docs.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.docs.is_empty()
    }

    /// Adds an entry, with its encoder vector if there is one.
    pub fn insert(&mut self, text: &Text, vector: Option<Vec<f32>>) {
        let doc = Doc::of(text, vector);
        let number = self.docs.len() as u32;
        for shingle in doc.traces.shingles() {
            self.postings
                .entry(*shingle)
                .and_modify(|holders| holders.add(number))
                .or_insert(Holders::One(number));
        }
        if let Some(whole) = doc.traces.whole {
            self.whole.entry(whole).or_default().push(number);
        }
        if let Some(file) = &doc.file {
            self.files.entry(file.clone()).or_default().push(number);
        }
        if let Some(series) = doc.traces.series {
            self.series.entry(series).or_default().push(number);
        }
        self.docs.push(doc);
    }

    /// Entries of the collection that are the same work as `text`, or may be, best first; one with the same id is left out.
    pub fn candidates(&self, text: &Text, vector: Option<Vec<f32>>) -> Vec<Match> {
        let doc = Doc::of(text, vector);
        let weigh = |place: usize| {
            self.docs
                .get(place)
                .map_or(0.0, |other| self.weight_of(other))
        };
        let mut matches = self.matches(&doc, self.docs.len(), &weigh, &mut Vec::new());
        matches.retain(|(_, found)| found.id != doc.id);
        matches.sort_by(|(i, a), (j, b)| b.score.total_cmp(&a.score).then(i.cmp(j)));
        matches.into_iter().map(|(_, found)| found).collect()
    }

    /// All pairs at or over the threshold, by the place of the earlier entry, then of the later one.
    pub fn pairs(&self) -> Vec<Pair> {
        let weights: Vec<f64> = self.docs.iter().map(|doc| self.weight_of(doc)).collect();
        let weigh = |place: usize| weights.get(place).copied().unwrap_or(0.0);
        let mut pairs = Vec::new();
        let mut scratch = Vec::new();
        for (later, doc) in self.docs.iter().enumerate() {
            for (earlier, found) in self.matches(doc, later, &weigh, &mut scratch) {
                pairs.push((
                    earlier,
                    later,
                    Pair {
                        a: found.id,
                        b: doc.id.clone(),
                        score: found.score,
                        kind: found.kind,
                    },
                ));
            }
        }
        pairs.sort_by_key(|(a, b, _)| (*a, *b));
        pairs.into_iter().map(|(_, _, pair)| pair).collect()
    }

    /// Weight of a run that `count` entries hold: the rarer the heavier.
    fn weight(&self, count: usize) -> f64 {
        (1.0 + (self.docs.len() as f64 + PRIOR) / count.max(1) as f64).ln()
    }

    fn holders(&self, shingle: u64) -> &[u32] {
        self.postings.get(&shingle).map_or(&[], Holders::all)
    }

    fn weight_of(&self, doc: &Doc) -> f64 {
        doc.traces
            .shingles()
            .iter()
            .map(|shingle| self.weight(self.holders(*shingle).len()))
            .sum()
    }

    /// Matches of a text among the first `before` entries, with their places; `weigh` gives the weight of an entry's text.
    fn matches(
        &self,
        doc: &Doc,
        before: usize,
        weigh: &dyn Fn(usize) -> f64,
        shared: &mut Vec<f64>,
    ) -> Vec<(usize, Match)> {
        shared.clear();
        shared.resize(before, 0.0);
        let mut touched: Vec<usize> = Vec::new();
        let mut own = 0.0;
        for shingle in doc.traces.shingles() {
            let holders = self.holders(*shingle);
            let weight = self.weight(holders.len());
            own += weight;
            for &holder in holders
                .iter()
                .take_while(|holder| (**holder as usize) < before)
            {
                let sum = &mut shared[holder as usize];
                if *sum == 0.0 {
                    touched.push(holder as usize);
                }
                *sum += weight;
            }
        }
        let mut found: HashMap<usize, Match> = HashMap::new();
        let mut note = |place: usize, kind: Kind, score: f64| {
            let Some(other) = self.docs.get(place).filter(|_| place < before) else {
                return;
            };
            let same_file = doc.file.is_some() && doc.file == other.file;
            let entry = Match {
                id: other.id.clone(),
                score,
                kind,
                same_creator: doc.same_creator(other),
                same_file,
            };
            found
                .entry(place)
                .and_modify(|known| {
                    if kind < known.kind {
                        *known = entry.clone()
                    }
                })
                .or_insert(entry);
        };
        let listed = |list: Option<&Vec<u32>>| {
            list.into_iter()
                .flatten()
                .map(|place| *place as usize)
                .collect::<Vec<_>>()
        };
        for place in listed(doc.traces.whole.and_then(|whole| self.whole.get(&whole)))
            .into_iter()
            .chain(listed(
                doc.file.as_ref().and_then(|file| self.files.get(file)),
            ))
        {
            note(place, Kind::Identical, 1.0);
        }
        for place in listed(doc.traces.series.and_then(|name| self.series.get(&name))) {
            if self
                .docs
                .get(place)
                .is_some_and(|other| other.traces.title != doc.traces.title)
            {
                note(place, Kind::Series, 1.0);
            }
        }
        for place in touched {
            let Some(other) = self.docs.get(place) else {
                continue;
            };
            if doc.traces.len().min(other.traces.len()) < LEAST {
                continue;
            }
            // No run weighs less than one that every entry holds: most candidates fall here, without weighing the other.
            let lightest = self.weight(self.docs.len()) * other.traces.len() as f64;
            if shared[place] < self.rules.threshold * own.min(lightest) {
                continue;
            }
            let least = own.min(weigh(place));
            let score = if least > 0.0 {
                (shared[place] / least).min(1.0)
            } else {
                0.0
            };
            if score >= self.rules.threshold {
                note(place, Kind::Text, score);
            }
        }
        if let Some(vector) = &doc.vector {
            for (place, other) in self
                .docs
                .iter()
                .take(before)
                .enumerate()
                .filter(|(_, other)| other.traces.language != doc.traces.language)
            {
                let near = other
                    .vector
                    .as_deref()
                    .map_or(0.0, |other| cosine(vector, other));
                if near >= self.rules.translation {
                    note(place, Kind::Translation, near);
                }
            }
        }
        let mut found: Vec<(usize, Match)> = found.into_iter().collect();
        found.sort_by_key(|(place, _)| *place);
        found
    }
}
