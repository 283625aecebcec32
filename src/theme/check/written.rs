//! A profile written as a file: what differs from the defaults, in the order in which profiles are described.

use super::language::Language;
use super::phrases::{Keywords, Sentences};
use super::profile::{Facet, Profile, Theme};
use super::rules::{Duplicates, Limits, Pattern, Relevance, Required, Spam, Tier, Word};

impl Profile {
    /// The profile as TOML, without what has its default. Reading it gives the same profile again.
    pub fn to_toml(&self) -> String {
        let mut file = String::new();
        self.theme.write(&mut file);
        keywords(&mut file, "[keywords]", &self.keywords);
        for facet in &self.facets {
            facet.write(&mut file);
        }
        self.relevance.write(&mut file);
        self.limits.write(&mut file);
        for word in &self.words {
            word.write(&mut file);
        }
        self.spam.write(&mut file);
        self.duplicates.write(&mut file);
        file
    }
}

/// One table of the file. Its heading is written before its first line, so that an empty table is not there.
struct Table<'a> {
    file: &'a mut String,
    heading: &'a str,
}

impl<'a> Table<'a> {
    fn new(file: &'a mut String, heading: &'a str) -> Self {
        Table { file, heading }
    }

    fn line(&mut self, key: &str, value: impl Value) {
        if !self.heading.is_empty() {
            if !self.file.is_empty() {
                self.file.push('\n');
            }
            self.file.push_str(self.heading);
            self.file.push('\n');
            self.heading = "";
        }
        self.file.push_str(key);
        self.file.push_str(" = ");
        value.write(self.file);
        self.file.push('\n');
    }

    /// A line where the value is not the usual one.
    fn unless<V: Value + PartialEq>(&mut self, usual: V, key: &str, value: V) {
        if value != usual {
            self.line(key, value);
        }
    }

    /// A line where there is a value.
    fn some<V: Value>(&mut self, key: &str, value: Option<V>) {
        if let Some(value) = value {
            self.line(key, value);
        }
    }
}

/// What can stand after the equals sign.
trait Value {
    fn write(&self, file: &mut String);
}

impl Value for &str {
    fn write(&self, file: &mut String) {
        file.push('"');
        for c in self.chars() {
            match c {
                '"' => file.push_str("\\\""),
                '\\' => file.push_str("\\\\"),
                '\n' => file.push_str("\\n"),
                '\t' => file.push_str("\\t"),
                c if c.is_control() => file.push_str(&format!("\\u{:04X}", u32::from(c))),
                c => file.push(c),
            }
        }
        file.push('"');
    }
}

impl Value for f64 {
    fn write(&self, file: &mut String) {
        file.push_str(&format!("{self:?}"));
    }
}

macro_rules! whole {
    ($($number:ty),*) => {$(
        impl Value for $number {
            fn write(&self, file: &mut String) {
                file.push_str(&self.to_string());
            }
        }
    )*};
}
whole!(u32, u64, usize);

impl Value for Vec<&str> {
    fn write(&self, file: &mut String) {
        file.push('[');
        for (at, text) in self.iter().enumerate() {
            if at > 0 {
                file.push_str(", ");
            }
            text.write(file);
        }
        file.push(']');
    }
}

fn sentences(file: &mut String, heading: &str, text: &Sentences) {
    let mut table = Table::new(file, heading);
    table.some("zh", text.zh.as_deref());
    table.some("ru", text.ru.as_deref());
    table.some("en", text.en.as_deref());
}

fn strings(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

fn codes(languages: &[Language]) -> Vec<&'static str> {
    languages.iter().map(|language| language.code()).collect()
}

fn keywords(file: &mut String, heading: &str, words: &Keywords) {
    let mut table = Table::new(file, heading);
    table.unless(Vec::new(), "zh", strings(&words.zh));
    table.unless(Vec::new(), "ru", strings(&words.ru));
    table.unless(Vec::new(), "en", strings(&words.en));
}

impl Theme {
    fn write(&self, file: &mut String) {
        let mut table = Table::new(file, "[theme]");
        table.line("id", self.id.as_str());
        table.unless(1, "version", self.version);
        sentences(file, "[theme.name]", &self.name);
    }
}

impl Facet {
    fn write(&self, file: &mut String) {
        Table::new(file, "[[facet]]").line("id", self.id.as_str());
        sentences(file, "[facet.label]", &self.label);
        sentences(file, "[facet.text]", &self.text);
    }
}

impl Relevance {
    fn write(&self, file: &mut String) {
        let usual = Relevance::default();
        let mut table = Table::new(file, "[relevance]");
        table.unless(usual.hi, "hi", self.hi);
        table.unless(usual.lo, "lo", self.lo);
        table.unless(usual.keyword_weight, "keyword_weight", self.keyword_weight);
        table.unless(usual.keyword_cap, "keyword_cap", self.keyword_cap);
        table.unless(usual.top_sentences, "top_sentences", self.top_sentences);
        table.unless(usual.top_keywords, "top_keywords", self.top_keywords);
        table.unless(usual.lexical_hi, "lexical_hi", self.lexical_hi);
        table.unless(usual.lexical_lo, "lexical_lo", self.lexical_lo);
    }
}

impl Required {
    /// Its name in the file.
    pub fn code(self) -> &'static str {
        match self {
            Required::Title => "title",
            Required::Synopsis => "synopsis",
            Required::Statement => "statement",
            Required::Tags => "tags",
        }
    }
}

impl Limits {
    fn write(&self, file: &mut String) {
        let usual = Limits::default();
        let required = |limits: &Limits| -> Vec<&'static str> {
            limits.required.iter().map(|field| field.code()).collect()
        };
        let mut table = Table::new(file, "[limits]");
        table.unless(required(&usual), "required", required(self));
        let languages = codes(&usual.languages);
        table.unless(languages, "languages", codes(&self.languages));
        table.some("duration_min_s", self.duration_min_s);
        table.some("duration_max_s", self.duration_max_s);
        table.some("size_max_bytes", self.size_max_bytes);
        table.some("long_side_min", self.long_side_min);
        table.some("short_side_min", self.short_side_min);
        table.some("title_max", self.title_max);
        table.some("synopsis_min", self.synopsis_min);
        table.some("synopsis_max", self.synopsis_max);
        table.some("statement_max", self.statement_max);
        table.some("tags_max", self.tags_max);
        let short = usual.synopsis_short_zh;
        table.unless(short, "synopsis_short_zh", self.synopsis_short_zh);
        table.unless(usual.synopsis_short, "synopsis_short", self.synopsis_short);
        table.unless(Vec::new(), "subtitles", codes(&self.subtitles));
        table.some("entries_max", self.entries_max);
        let day = self.made_since.map(|day| day.to_string());
        table.some("made_since", day.as_deref());
        table.unless(usual.ai.code(), "ai", self.ai.code());
        table.unless(usual.tolerance, "tolerance", self.tolerance);
    }
}

impl Tier {
    /// Its name in the file.
    pub fn code(self) -> &'static str {
        match self {
            Tier::Block => "block",
            Tier::Warn => "warn",
            Tier::Allow => "allow",
        }
    }
}

impl Word {
    fn write(&self, file: &mut String) {
        let mut table = Table::new(file, "[[word]]");
        table.line("tier", self.tier.code());
        table.some("lang", self.lang.map(Language::code));
        match &self.pattern {
            Pattern::Text(text) => table.line("text", text.as_str()),
            Pattern::Stem(stem) => table.line("stem", stem.as_str()),
        }
    }
}

impl Spam {
    fn write(&self, file: &mut String) {
        let mut table = Table::new(file, "[spam]");
        table.unless(Spam::default().adverts, "adverts", self.adverts);
        table.unless(Vec::new(), "not_terms", strings(&self.not_terms));
        keywords(file, "[spam.terms]", &self.terms);
    }
}

impl Duplicates {
    fn write(&self, file: &mut String) {
        let usual = Duplicates::default();
        let mut table = Table::new(file, "[duplicates]");
        table.unless(usual.threshold, "threshold", self.threshold);
        table.unless(usual.translation, "translation", self.translation);
    }
}
