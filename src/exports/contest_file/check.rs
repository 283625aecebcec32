//! What TOML cannot say: lengths, ranges, codes that name each other.

use std::collections::BTreeSet;

use toml::Spanned;

use super::error::{Fault, place_of};
use super::{ContestFile, ContestFileError, CriterionItem, QuestionItem, RoundItem, Rules};
use crate::contests::QuestionKind;
use crate::i18n::{Locale, Trilingual};
use crate::judging::forms::MOST_TURNS;
use crate::judging::{Format, Source};
use crate::theme::NewProfile;

type Checked = Result<(), ContestFileError>;

/// The most characters of a name, of a line of help, of a text of a page.
const NAME: usize = 200;
const HELP: usize = 2_000;
const TEXT: usize = 40_000;

pub(super) struct Checker<'a> {
    text: &'a str,
}

/// A table of the file: where it begins and what it is called.
#[derive(Clone, Copy)]
struct Place<'a> {
    name: &'a str,
    start: usize,
}

impl<'a> Place<'a> {
    fn of<T>(name: &'a str, item: &Spanned<T>) -> Self {
        let start = item.span().start;
        Self { name, start }
    }
}

impl<'a> Checker<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text }
    }

    fn refuse(&self, place: Place<'_>, key: &str, fault: impl Into<Fault>) -> ContestFileError {
        let (offset, name) = if key.is_empty() {
            (place.start, place.name.to_owned())
        } else {
            (
                place_of(self.text, place.start, key),
                format!("{}.{key}", place.name),
            )
        };
        ContestFileError::at(self.text, offset, name, fault.into())
    }

    pub(super) fn file(&self, file: &ContestFile) -> Checked {
        self.windows(file)?;
        self.text(
            Place::of("name", &file.name),
            "",
            file.name.get_ref(),
            1,
            NAME,
        )?;
        self.text(
            Place::of("theme", &file.theme),
            "",
            file.theme.get_ref(),
            1,
            NAME,
        )?;
        self.text(
            Place::of("call", &file.call),
            "",
            file.call.get_ref(),
            0,
            TEXT,
        )?;
        self.text(
            Place::of("rules", &file.rules),
            "",
            file.rules.get_ref(),
            0,
            TEXT,
        )?;
        self.entry_rules(&file.entry_rules)?;
        if let Some(profile) = &file.theme_profile
            && let Err(error) = NewProfile::parse(profile.get_ref())
        {
            let fault = Fault::new("contest-file-value").arg("detail", error.to_string());
            return Err(self.refuse(Place::of("theme_profile", profile), "", fault));
        }
        self.lists(file)
    }

    fn windows(&self, file: &ContestFile) -> Checked {
        let grace = Place::of("grace_minutes", &file.grace_minutes);
        self.range(grace, "", *file.grace_minutes.get_ref(), 0, 1_440)?;
        for (name, when) in [("opens", &file.opens), ("closes", &file.closes)] {
            if let Some(when) = when
                && when.get_ref().moment(file.zone).is_none()
            {
                return Err(self.refuse(Place::of(name, when), "", "contest-file-time"));
            }
        }
        if let (Some(opens), Some(closes)) = (&file.opens, &file.closes)
            && opens.get_ref().moment(file.zone) >= closes.get_ref().moment(file.zone)
        {
            return Err(self.refuse(Place::of("closes", closes), "", "contest-file-closes-first"));
        }
        Ok(())
    }

    fn entry_rules(&self, rules: &Spanned<Rules>) -> Checked {
        let (place, rules) = (Place::of("entry_rules", rules), &rules.get_ref().0);
        let numbers = [
            ("duration_min_s", rules.duration_min_s, 0, 86_400),
            ("duration_max_s", rules.duration_max_s, 1, 86_400),
            ("title_max", Some(rules.title_max), 1, 500),
            ("synopsis_min", Some(rules.synopsis_min), 0, 10_000),
            ("synopsis_max", Some(rules.synopsis_max), 1, 10_000),
            ("entries_per_person", rules.entries_per_person, 1, 1_000),
            ("minimum_age", rules.minimum_age, 0, 150),
            ("maximum_age", rules.maximum_age, 0, 150),
            ("guardian_under", rules.guardian_under, 0, 150),
            ("upload_max_mb", Some(rules.upload_max_mb), 1, 10_000),
        ];
        for (key, value, min, max) in numbers {
            if let Some(value) = value {
                self.range(place, key, value, min, max)?;
            }
        }
        let upside_down = [
            ("duration_max_s", rules.duration_min_s, rules.duration_max_s),
            (
                "synopsis_max",
                Some(rules.synopsis_min),
                Some(rules.synopsis_max),
            ),
            ("maximum_age", rules.minimum_age, rules.maximum_age),
        ]
        .into_iter()
        .find(|(_, min, max)| matches!((min, max), (Some(min), Some(max)) if min > max));
        match upside_down {
            Some((key, ..)) => Err(self.refuse(place, key, "contest-file-order")),
            None => Ok(()),
        }
    }

    fn lists(&self, file: &ContestFile) -> Checked {
        let mut streams = BTreeSet::new();
        for item in &file.streams {
            let (place, item) = (Place::of("streams", item), item.get_ref());
            self.code(place, &item.code, &mut streams)?;
            self.text(place, "name", &item.name, 1, NAME)?;
        }
        let mut categories = BTreeSet::new();
        for item in &file.categories {
            let (place, item) = (Place::of("categories", item), item.get_ref());
            self.code(place, &item.code, &mut categories)?;
            self.text(place, "name", &item.name, 1, NAME)?;
            self.text(place, "description", &item.description, 0, HELP)?;
        }
        let mut codes = BTreeSet::new();
        for item in &file.questions {
            let (place, item) = (Place::of("questions", item), item.get_ref());
            self.code(place, &item.code, &mut codes)?;
            self.names(place, "category", item.category.as_deref(), &categories)?;
            self.question(place, item)?;
        }
        codes.clear();
        for item in &file.declarations {
            let (place, item) = (Place::of("declarations", item), item.get_ref());
            self.code(place, &item.code, &mut codes)?;
            self.text(place, "text", &item.text, 1, TEXT)?;
        }
        codes.clear();
        let mut turns = BTreeSet::new();
        for item in &file.criteria {
            let (place, item) = (Place::of("criteria", item), item.get_ref());
            self.code(place, &item.code, &mut codes)?;
            self.criterion(place, item, &mut turns)?;
        }
        self.rounds(file, &streams, &categories)?;
        codes.clear();
        for item in &file.awards {
            let (place, item) = (Place::of("awards", item), item.get_ref());
            self.code(place, &item.code, &mut codes)?;
            self.range(place, "quota", item.quota, 1, 10_000)?;
            self.names(place, "stream", item.stream.as_deref(), &streams)?;
            self.names(place, "category", item.category.as_deref(), &categories)?;
            self.text(place, "name", &item.name, 1, NAME)?;
            self.text(place, "description", &item.description, 0, HELP)?;
        }
        Ok(())
    }

    fn rounds(
        &self,
        file: &ContestFile,
        streams: &BTreeSet<&str>,
        categories: &BTreeSet<&str>,
    ) -> Checked {
        let first = file.round.iter().map(|round| ("round", round));
        let further = file.further_rounds.iter();
        let further = further.map(|round| ("further_rounds", round));
        for (number, (name, round)) in first.chain(further).enumerate() {
            let (place, item) = (Place::of(name, round), round.get_ref());
            // The first may have no table of its own.
            let before = number + usize::from(file.round.is_none());
            self.round(place, item, before)?;
            self.names(place, "stream", item.stream.as_deref(), streams)?;
            self.names(place, "category", item.category.as_deref(), categories)?;
            let (mut codes, mut turns) = (BTreeSet::new(), BTreeSet::new());
            for criterion in &item.criteria {
                self.code(place, &criterion.code, &mut codes)?;
                self.criterion(place, criterion, &mut turns)?;
            }
            if name == "round" && !item.criteria.is_empty() {
                return Err(self.refuse(place, "criteria", "contest-file-unknown-key"));
            }
        }
        Ok(())
    }

    /// `before` rounds come before this one.
    fn round(&self, place: Place<'_>, item: &RoundItem, before: usize) -> Checked {
        self.text(place, "name", &item.name, 1, NAME)?;
        let most = i32::try_from(before).unwrap_or(i32::MAX);
        for (key, value, min, max) in [
            ("judges_per_entry", item.judges_per_entry, 1, 100),
            ("cut", item.cut, 0, 100_000),
            ("cut_threshold", item.cut_threshold.0, 0, 100_000),
            (
                "comparisons_each",
                item.comparisons_each.unwrap_or(1),
                1,
                20,
            ),
            ("min_per_country", item.min_per_country, 0, 15),
            ("max_load", item.max_load.unwrap_or(1), 1, 10_000),
            ("weight", item.weight, 0, 100),
            ("watch_warning", item.watch_warning, 0, 100),
        ] {
            self.range(place, key, value, min, max)?;
        }
        for earlier in &item.after {
            self.range(place, "after", *earlier, 1, most)?;
        }
        if (item.source == Source::Through) == item.after.is_empty() {
            return Err(self.refuse(place, "after", "contest-file-after"));
        }
        if item.cut_rule.consensus().is_some() && item.format != Format::Votes {
            return Err(self.refuse(place, "cut_rule", "field-needs-votes"));
        }
        Ok(())
    }

    fn question(&self, place: Place<'_>, item: &QuestionItem) -> Checked {
        self.text(place, "label", &item.label, 1, NAME)?;
        self.text(place, "help", &item.help, 0, HELP)?;
        if (item.kind == QuestionKind::Choice) == item.choices.is_empty() {
            return Err(self.refuse(place, "choices", "contest-file-choices"));
        }
        let mut codes = BTreeSet::new();
        for choice in &item.choices {
            let label = Trilingual::new(&choice.zh, &choice.ru, &choice.en);
            self.text(place, "choices", &label, 1, NAME)?;
            if !is_code(&choice.code) || !codes.insert(choice.code.as_str()) {
                return Err(self.refuse(place, "choices", "contest-file-code"));
            }
        }
        Ok(())
    }

    /// `turns` are those that other criteria of the round have among the tie-breaks.
    fn criterion(
        &self,
        place: Place<'_>,
        item: &CriterionItem,
        turns: &mut BTreeSet<i32>,
    ) -> Checked {
        self.text(place, "name", &item.name, 1, NAME)?;
        self.text(place, "help", &item.help, 0, HELP)?;
        self.range(place, "weight", item.weight.0, 0, 10_000)?;
        self.range(place, "min", item.min.0, -10_000, 10_000)?;
        self.range(place, "max", item.max.0, -10_000, 10_000)?;
        if item.min >= item.max {
            return Err(self.refuse(place, "max", "contest-file-order"));
        }
        if item.step.0 < 1 || (item.max.0 - item.min.0) % item.step.0 != 0 {
            return Err(self.refuse(place, "step", "contest-file-step"));
        }
        if let Some(turn) = item.tie_order {
            self.range(place, "tie_order", turn, 1, MOST_TURNS)?;
            if !turns.insert(turn) {
                return Err(self.refuse(place, "tie_order", "error-tie-order-taken"));
            }
        }
        for level in &item.levels {
            if level.points < item.min || level.points > item.max {
                return Err(self.refuse(place, "levels", "contest-file-level"));
            }
            let label = Trilingual::new(&level.zh, &level.ru, &level.en);
            self.text(place, "levels", &label, 1, HELP)?;
        }
        Ok(())
    }

    fn text(
        &self,
        place: Place<'_>,
        key: &str,
        text: &Trilingual,
        min: usize,
        max: usize,
    ) -> Checked {
        if min > 0 && text.is_empty() {
            return Err(self.refuse(place, key, "field-one-language"));
        }
        for locale in Locale::ALL {
            let (part, length) = (text.get(*locale), text.get(*locale).chars().count());
            if part.contains(['\0', '\u{FFFD}']) {
                return Err(self.refuse(place, key, "field-characters"));
            }
            if length > max {
                let fault = Fault::new("field-too-long")
                    .arg("max", max)
                    .arg("length", length);
                return Err(self.refuse(place, key, fault));
            }
        }
        Ok(())
    }

    fn range(&self, place: Place<'_>, key: &str, value: i32, min: i32, max: i32) -> Checked {
        if (min..=max).contains(&value) {
            return Ok(());
        }
        let fault = Fault::new("field-range").arg("min", min).arg("max", max);
        Err(self.refuse(place, key, fault))
    }

    fn code<'c>(&self, place: Place<'_>, code: &'c str, seen: &mut BTreeSet<&'c str>) -> Checked {
        if !is_code(code) {
            return Err(self.refuse(place, "code", "contest-file-code"));
        }
        if !seen.insert(code) {
            return Err(self.refuse(place, "code", "contest-file-code-twice"));
        }
        Ok(())
    }

    /// A code that names an item of another list.
    fn names(
        &self,
        place: Place<'_>,
        key: &str,
        code: Option<&str>,
        of: &BTreeSet<&str>,
    ) -> Checked {
        match code {
            Some(code) if !of.contains(code) => {
                let fault = Fault::new("contest-file-unknown-code").arg("code", code.to_owned());
                Err(self.refuse(place, key, fault))
            }
            _ => Ok(()),
        }
    }
}

fn is_code(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}
