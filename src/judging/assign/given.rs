//! What a round's draw is made from: its entries, its panel, what is there already, and what it is held to.

use std::collections::BTreeMap;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use crate::accounts::Account;
use crate::contests::Category;
use crate::db::Id;
use crate::entries::Entry;
use crate::i18n::Language;

/// An entry that needs judges.
#[derive(Clone, Debug, Serialize)]
pub struct Work {
    pub entry: Id<Entry>,
    pub creator: Id<Account>,
    /// As [`organisation`] makes it.
    pub organisation: String,
    /// In which a judge may follow it; an empty list needs none.
    pub languages: Vec<Language>,
    pub category: Option<Id<Category>>,
}

/// A judge of the panel.
#[derive(Clone, Debug, Serialize)]
pub struct Panellist {
    pub account: Id<Account>,
    pub organisation: String,
    /// Of which of [`Parameters::countries`]; empty when of none.
    pub country: String,
    /// Empty when not known.
    pub languages: Vec<Language>,
    /// What they would rather judge; empty for any.
    pub categories: Vec<Id<Category>>,
    pub max_load: Option<usize>,
}

impl Panellist {
    /// Whether this judge would rather judge something else.
    pub(super) fn is_elsewhere(&self, work: &Work) -> bool {
        let named = &self.categories;
        !named.is_empty() && work.category.is_none_or(|own| !named.contains(&own))
    }
}

/// What becomes of a pair that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Hold {
    /// The judge keeps the entry.
    Kept,
    /// Nothing is scored yet: another may get it, where that is of use.
    Movable,
    /// The judge had it and never gets it again: they stepped back, or it was handed over.
    Gone,
}

/// What is there already.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Existing {
    pub entry: Id<Entry>,
    pub judge: Id<Account>,
    pub hold: Hold,
}

/// What a draw is held to beside the number of judges.
#[derive(Clone, Debug, Serialize)]
pub struct Parameters {
    /// Judges of each country that every entry gets at least.
    pub per_country: usize,
    pub countries: Vec<String>,
    /// Whether a judge must know a language of the entry, or should.
    pub competence: bool,
    /// The most entries for any judge.
    pub max_load: Option<usize>,
    /// 1: who follows which language decides between equally even draws; 0: chance alone.
    pub weight: f64,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            per_country: 0,
            countries: Vec::new(),
            competence: false,
            max_load: None,
            weight: 1.0,
        }
    }
}

/// Everything that a draw depends on.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Draw {
    pub works: Vec<Work>,
    pub panel: Vec<Panellist>,
    pub existing: Vec<Existing>,
    /// Pairs with a conflict.
    pub barred: Vec<(Id<Entry>, Id<Account>)>,
    /// Pairs of one organisation in which somebody looked and found no conflict.
    pub waived: Vec<(Id<Entry>, Id<Account>)>,
    pub per_entry: usize,
    /// Entries that get fewer judges than others, by how many fewer.
    pub fewer: BTreeMap<Id<Entry>, usize>,
    pub parameters: Parameters,
    pub seed: u64,
}

/// An organisation as it is compared: letters and digits only, folded, so that spelling of spaces, case, width
/// and punctuation does not hide that two people work together.
pub fn organisation(name: &str) -> String {
    name.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}
