//! The numbers of a theme profile: which there are, what they are called, and what they may be.

use super::check::Profile;

/// A number of a profile.
#[derive(Clone, Copy)]
pub struct Number {
    /// Its name in the file, which is that of its field.
    pub name: &'static str,
    /// The text key of what people call it; empty for one that the fields only pass on.
    pub label: &'static str,
    /// The text key of what more or less of it does.
    pub help: &'static str,
    /// The least that it may be.
    pub least: f64,
    /// The most that it may be.
    pub most: f64,
    /// Whether only whole numbers will do.
    pub whole: bool,
    get: fn(&Profile) -> Option<f64>,
    set: fn(&mut Profile, f64),
}

impl Number {
    /// What it is in this profile; `None` for a limit that is not set.
    pub fn of(&self, profile: &Profile) -> Option<f64> {
        (self.get)(profile)
    }

    /// Sets it to a number in its range.
    pub fn set(&self, profile: &mut Profile, number: f64) {
        (self.set)(profile, number);
    }

    /// What it is where nobody says otherwise, as it is typed; `None` for no limit.
    pub fn usual(&self) -> Option<String> {
        let number = self.of(&Profile::silent(""))?;
        Some(number.to_string())
    }
}

/// A place in a profile that holds a number.
trait Place {
    const WHOLE: bool;
    fn number(&self) -> Option<f64>;
    fn holding(number: f64) -> Self;
}

impl Place for f64 {
    const WHOLE: bool = false;

    fn number(&self) -> Option<f64> {
        Some(*self)
    }

    fn holding(number: f64) -> Self {
        number
    }
}

macro_rules! whole_places {
    ($($kind:ty),*) => {$(
        impl Place for $kind {
            const WHOLE: bool = true;

            fn number(&self) -> Option<f64> {
                Some(*self as f64)
            }

            fn holding(number: f64) -> Self {
                number as $kind
            }
        }
    )*};
}
whole_places!(u32, u64, usize);

impl<T: Place> Place for Option<T> {
    const WHOLE: bool = T::WHOLE;

    fn number(&self) -> Option<f64> {
        self.as_ref()?.number()
    }

    fn holding(number: f64) -> Self {
        Some(T::holding(number))
    }
}

const fn is_whole<T: Place>(_: fn(&Profile) -> &T) -> bool {
    T::WHOLE
}

/// One number: its place, its least and its most, and the text keys of its label and its help.
macro_rules! number {
    ($part:ident . $field:ident, $least:literal, $most:literal) => {
        number!($part.$field, $least, $most, "", "")
    };
    ($part:ident . $field:ident, $least:literal, $most:literal, $label:literal, $help:literal) => {
        Number {
            name: concat!(stringify!($part), ".", stringify!($field)),
            label: $label,
            help: $help,
            least: $least,
            most: $most,
            whole: is_whole(|profile| &profile.$part.$field),
            get: |profile| profile.$part.$field.number(),
            set: |profile, number| profile.$part.$field = Place::holding(number),
        }
    };
}

/// Where the bands of relevance begin. They are always filled in.
pub const BANDS: &[Number] = &[
    number!(
        relevance.hi,
        -1.0,
        3.0,
        "theme-number-hi",
        "theme-number-hi-help"
    ),
    number!(
        relevance.lo,
        -1.0,
        3.0,
        "theme-number-lo",
        "theme-number-lo-help"
    ),
];

/// How relevance is computed.
pub const RELEVANCE: &[Number] = &[
    number!(
        relevance.keyword_weight,
        0.0,
        1.0,
        "theme-number-weight",
        "theme-number-weight-help"
    ),
    number!(
        relevance.keyword_cap,
        0.0,
        100.0,
        "theme-number-cap",
        "theme-number-cap-help"
    ),
    number!(
        relevance.top_sentences,
        1.0,
        50.0,
        "theme-number-sentences",
        "theme-number-sentences-help"
    ),
    number!(
        relevance.top_keywords,
        1.0,
        100.0,
        "theme-number-keywords",
        "theme-number-keywords-help"
    ),
    number!(
        relevance.lexical_hi,
        0.0,
        1.0,
        "theme-number-lexical-hi",
        "theme-number-lexical-hi-help"
    ),
    number!(
        relevance.lexical_lo,
        0.0,
        1.0,
        "theme-number-lexical-lo",
        "theme-number-lexical-lo-help"
    ),
];

/// When two entries are called the same work.
pub const COPIES: &[Number] = &[
    number!(
        duplicates.threshold,
        0.0,
        1.0,
        "theme-number-copy",
        "theme-number-copy-help"
    ),
    number!(
        duplicates.translation,
        0.0,
        1.0,
        "theme-number-translation",
        "theme-number-translation-help"
    ),
];

/// How much advertising is too much.
pub const ADVERTS: &[Number] = &[number!(
    spam.adverts,
    1.0,
    50.0,
    "theme-number-adverts",
    "theme-number-adverts-help"
)];

/// Limits that the rules of the contest do not fix.
pub const LIMITS: &[Number] = &[
    number!(
        limits.synopsis_short_zh,
        0.0,
        10_000.0,
        "theme-number-short-zh",
        "theme-number-short-zh-help"
    ),
    number!(
        limits.synopsis_short,
        0.0,
        10_000.0,
        "theme-number-short",
        "theme-number-short-help"
    ),
    number!(
        limits.statement_max,
        1.0,
        10_000.0,
        "theme-number-statement",
        "theme-number-statement-help"
    ),
    number!(
        limits.tags_max,
        0.0,
        1_000.0,
        "theme-number-tags",
        "theme-number-tags-help"
    ),
    number!(
        limits.long_side_min,
        1.0,
        100_000.0,
        "theme-number-long-side",
        "theme-number-side-help"
    ),
    number!(
        limits.short_side_min,
        1.0,
        100_000.0,
        "theme-number-short-side",
        "theme-number-side-help"
    ),
    number!(
        limits.tolerance,
        0.0,
        1.0,
        "theme-number-tolerance",
        "theme-number-tolerance-help"
    ),
];

/// Limits that a file may set and that belong to the rules of the contest: the fields pass them on as they are.
pub const PASSED_ON: &[Number] = &[
    number!(limits.duration_min_s, 0.0, 1e9),
    number!(limits.duration_max_s, 0.0, 1e9),
    number!(limits.size_max_bytes, 0.0, 1e15),
    number!(limits.title_max, 0.0, 1e9),
    number!(limits.synopsis_min, 0.0, 1e9),
    number!(limits.synopsis_max, 0.0, 1e9),
    number!(limits.entries_max, 0.0, 4e9),
];

/// All of them, in the order of the page.
pub fn all() -> impl Iterator<Item = &'static Number> {
    [BANDS, RELEVANCE, COPIES, ADVERTS, LIMITS, PASSED_ON]
        .into_iter()
        .flatten()
}

/// The number of this name.
pub fn named(name: &str) -> Option<&'static Number> {
    all().find(|number| number.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_was_set_is_read_again_and_all_of_them_are_in_the_file() {
        for number in all() {
            let mut profile = Profile::silent("a");
            assert_eq!(number.of(&profile).map(|n| n.to_string()), number.usual());
            let least = if number.whole { 7.0 } else { 0.375 };
            number.set(&mut profile, least);
            assert_eq!(number.of(&profile), Some(least), "{}", number.name);
            let (table, key) = number.name.split_once('.').unwrap();
            let file = profile.to_toml();
            assert!(
                file.contains(&format!("[{table}]\n{key} = ")),
                "{}: {file}",
                number.name
            );
        }
    }
}
