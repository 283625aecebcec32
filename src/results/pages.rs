//! Pages of results: awards, methods, rankings and how sure they are, giving out, publication, and what the public sees.

mod allotment;
mod answers;
mod audience;
mod awards;
mod certificates;
pub mod drawings;
mod intake;
mod judges;
mod method;
mod notices;
mod objections;
mod placements;
mod public;
mod publication;
mod ranking;
mod rankings;
mod runs;
mod study;
mod tie_breaks;
mod weights;
mod what_if;

use crate::web::{Page, Routes};

pub use public::table_url;

use super::store::{EntryOfRow, Winner};
use super::{Parameters, points_text};
use crate::contests::Stream;
use crate::db::Id;
use crate::entries::{Entry, number_text};
use crate::i18n::Locale;
use crate::judging::Cut;
use crate::judging::cut::Consensus;
use crate::media::Media;

pub fn routes(cfg: &mut Routes) {
    cfg.configure(awards::routes)
        .configure(method::routes)
        .configure(rankings::routes)
        .configure(intake::routes)
        .configure(ranking::routes)
        .configure(runs::routes)
        .configure(study::routes)
        .configure(weights::routes)
        .configure(judges::routes)
        .configure(allotment::routes)
        .configure(what_if::routes)
        .configure(audience::routes)
        .configure(placements::routes)
        .configure(publication::routes)
        .configure(certificates::routes)
        .configure(public::routes)
        .configure(objections::routes)
        .configure(answers::routes)
        .configure(notices::routes);
}

/// Who goes through a round, in words.
fn line_text(page: &Page, line: Cut) -> String {
    match line {
        Cut::All => page.t("results-cut-all"),
        Cut::Places(n) => page.t1("results-cut-places", "n", n),
        Cut::Threshold(least) => {
            let score = points_text(least, page.locale);
            page.t1("results-cut-threshold", "score", score)
        }
        Cut::ByHand => page.t("results-cut-by-hand"),
        Cut::Consensus(Consensus::Unanimous) => page.t("results-cut-unanimous"),
        Cut::Consensus(Consensus::Majority) => page.t("results-cut-majority"),
        Cut::Consensus(Consensus::Unopposed) => page.t("results-cut-unopposed"),
    }
    .into_owned()
}

/// An entry as a list names it: `CN-0042`, and its title for the reader.
pub struct EntryLine {
    pub id: Id<Entry>,
    pub number: String,
    pub title: String,
    /// The language of the title.
    pub lang: &'static str,
}

impl EntryLine {
    fn new(entry: &EntryOfRow, streams: &[Stream], locale: Locale) -> Self {
        let stream = streams.iter().find(|stream| stream.id == entry.stream_id);
        Self::in_stream(entry, stream, locale)
    }

    fn in_stream(entry: &EntryOfRow, stream: Option<&Stream>, locale: Locale) -> Self {
        Self::with_code(entry, stream.map_or("", |stream| &stream.code), locale)
    }

    fn with_code(entry: &EntryOfRow, code: &str, locale: Locale) -> Self {
        let (language, title) = entry.title_for(locale);
        Self {
            id: entry.id,
            number: number_text(code, entry.number.unwrap_or_default()),
            title: title.to_owned(),
            lang: language.tag(),
        }
    }
}

/// An entry with an award, or about to have one, as a reader of one language sees it.
pub struct WinnerLine {
    pub entry: EntryLine,
    pub creator: String,
    pub country: &'static str,
    pub stream: String,
    /// What it has the award by: its score, or the points of the audience.
    pub score: String,
    /// Which tie-break gave it the award and not an equal score.
    pub precedence: Option<String>,
    pub poster: Option<Id<Media>>,
}

impl WinnerLine {
    /// `figures` says whether a tie-break is named with what it compared.
    fn new(
        winner: &Winner,
        parameters: &Parameters,
        figures: bool,
        streams: &[Stream],
        locale: Locale,
    ) -> Self {
        let preceded = winner.preceded.as_ref();
        let stream = streams
            .iter()
            .find(|stream| stream.id == winner.entry.stream_id);
        Self {
            entry: EntryLine::in_stream(&EntryOfRow::from(&winner.entry), stream, locale),
            creator: winner.creator.name(locale).to_owned(),
            country: winner.creator.country.name(locale),
            stream: stream.map_or_else(String::new, |s| s.name.in_locale(locale).to_owned()),
            score: winner.figure(locale),
            precedence: preceded.and_then(|won| parameters.precedence_text(won, locale, figures)),
            poster: winner.entry.poster_id,
        }
    }
}
