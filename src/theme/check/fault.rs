//! What can be wrong with a theme profile.

/// Why a profile cannot be used.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfileError {
    /// Line of the file from 1; 0 when the whole profile is meant.
    pub line: usize,
    /// Column in characters from 1; 0 when the whole profile is meant.
    pub column: usize,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong with a profile. Names are those of the file: `relevance.lo`.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// It is not TOML, or a value has a wrong type: in the words of the reader of TOML.
    Unreadable(String),
    /// A key that no profile has.
    UnknownKey(String),
    /// A key without which a profile says nothing.
    MissingKey(String),
    /// A listed word has neither text nor stem, or both.
    TextOrStem,
    /// The theme has no id.
    NoId,
    /// A facet has no id.
    FacetWithoutId,
    /// Two facets have this id.
    FacetTwice(String),
    /// The lower threshold is above the upper one, or one of them is no number.
    Crossed {
        /// The lower one's name.
        lo: &'static str,
        /// The upper one's name.
        hi: &'static str,
    },
    /// A number is out of its range.
    Number {
        /// Its name.
        name: &'static str,
        /// The least that it may be.
        least: f64,
        /// The most that it may be, if there is a most.
        most: Option<f64>,
    },
    /// A listed word is blank.
    EmptyWord,
    /// The lists of words are longer than can be searched for: in the words of the search.
    TooManyWords(String),
}

impl ProfileError {
    /// A fault of the whole profile.
    pub fn of(fault: Fault) -> Self {
        Self {
            line: 0,
            column: 0,
            fault,
        }
    }
}

impl Fault {
    /// What the reader of TOML minds, told apart where its words are known.
    pub(super) fn read(message: &str) -> Self {
        let quoted = |start: &str| {
            let rest = message.strip_prefix(start)?;
            Some(rest.split_once('`')?.0.to_owned())
        };
        if message == TEXT_OR_STEM {
            return Fault::TextOrStem;
        }
        if let Some(key) = quoted("unknown field `") {
            return Fault::UnknownKey(key);
        }
        match quoted("missing field `") {
            Some(key) => Fault::MissingKey(key),
            None => Fault::Unreadable(message.to_owned()),
        }
    }
}

/// How a listed word of the wrong shape is told to the reader of TOML.
pub(super) const TEXT_OR_STEM: &str = "a word needs exactly one of `text` and `stem`";

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Unreadable(message) => f.write_str(message),
            Fault::UnknownKey(key) => write!(f, "there is no key `{key}` here"),
            Fault::MissingKey(key) => write!(f, "the key `{key}` is missing"),
            Fault::TextOrStem => f.write_str(TEXT_OR_STEM),
            Fault::NoId => f.write_str("theme.id is empty"),
            Fault::FacetWithoutId => f.write_str("a facet has an empty id"),
            Fault::FacetTwice(id) => write!(f, "the facet id `{id}` is used twice"),
            Fault::Crossed { lo, hi } => write!(f, "{lo} must not be above {hi}"),
            Fault::Number {
                name,
                least,
                most: Some(most),
            } => write!(f, "{name} must be between {least} and {most}"),
            Fault::Number { name, least, .. } => write!(f, "{name} must be at least {least}"),
            Fault::EmptyWord => f.write_str("a word is empty"),
            Fault::TooManyWords(message) => write!(f, "too many words: {message}"),
        }
    }
}

impl std::fmt::Display for ProfileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.line == 0 {
            return self.fault.fmt(f);
        }
        write!(f, "{}:{}: {}", self.line, self.column, self.fault)
    }
}

impl std::error::Error for ProfileError {}
