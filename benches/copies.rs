//! How long the search for one entry's copies takes when there are many others, and what the index of texts takes up.
//!
//! The texts are of made-up words, as frequent as words are (Zipf's law), 40 to 900 characters long, in two alphabets;
//! every twentieth that is timed is an edited copy of an earlier one. There are no vectors in it.
//!
//! `cargo bench --bench copies -- --entries 100000`

use std::io::Write;
use std::time::{Duration, Instant};

use clap::Parser;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use shortlist::contests::{Contest, Stream};
use shortlist::db::{Conn, Db, Engine, EngineConn, Id, Json, Moment};
use shortlist::entries::{Content, Entry, State};
use shortlist::i18n::Locale;
use shortlist::schema::{contests, entries, streams, theme_common, theme_shingles, theme_texts};
use shortlist::theme::store;

#[derive(Parser)]
struct Arguments {
    /// Entries in the index; without it nothing is measured.
    #[arg(long)]
    entries: Option<usize>,
    /// Searches that are timed.
    #[arg(long, default_value_t = 400)]
    searches: usize,
    /// Given by cargo.
    #[arg(long)]
    bench: bool,
}

/// Random numbers that are the same in every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % most.max(1)
    }

    /// One of so many words: the first is the most frequent, the n-th n times rarer.
    fn rank(&mut self, words: u64) -> u64 {
        let share = self.below(1 << 24) as f64 / (1_u64 << 24) as f64;
        ((words as f64).powf(share) as u64).min(words - 1)
    }

    fn text(&mut self) -> String {
        let (russian, words) = (self.below(2) == 0, 6 + self.below(120));
        let mut text = String::new();
        for _ in 0..words {
            let word = self.rank(60_000);
            spell(&mut text, word, russian);
            text.push(' ');
        }
        text
    }

    /// A copy with every tenth word or so changed.
    fn edited(&mut self, text: &str) -> String {
        let mut copy = String::new();
        for word in text.split(' ') {
            match self.below(10) {
                0 => spell(&mut copy, 70_000 + self.below(1_000), false),
                _ => copy.push_str(word),
            }
            copy.push(' ');
        }
        copy
    }
}

/// The word with this number, of syllables.
fn spell(text: &mut String, word: u64, russian: bool) {
    let mut rest = Dice(word.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let (hard, soft) = match russian {
        true => ("бвгджзклмнпрстфхцчш", "аеиоуыэюя"),
        false => ("bcdfghjklmnprstvwz", "aeiouy"),
    };
    let mut letter = |of: &str| {
        let at = rest.below(of.chars().count() as u64) as usize;
        of.chars().nth(at).unwrap_or('a')
    };
    for _ in 0..2 + word % 3 {
        text.push(letter(hard));
        text.push(letter(soft));
    }
}

struct World {
    conn: Conn,
    contest: Id<Contest>,
    stream: Id<Stream>,
    number: i32,
}

impl World {
    /// A migrated database whose rows need no accounts: this connection does not ask for what they refer to.
    fn new(path: &str) -> anyhow::Result<Self> {
        Db::migrate(&Engine::parse(&format!("sqlite://{path}"))?)?;
        let mut c = SqliteConnection::establish(path)?;
        c.batch_execute("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -4000; PRAGMA mmap_size = 268435456")?;
        let (contest, stream) = (Id::new(), Id::new());
        let now = Moment::now();
        diesel::insert_into(contests::table)
            .values((
                contests::id.eq(contest),
                contests::slug.eq("copies"),
                contests::name.eq("{}"),
                contests::theme.eq("{}"),
                contests::zone.eq("Asia/Shanghai"),
                contests::grace_minutes.eq(0),
                contests::entry_rules.eq("{}"),
                contests::last_number.eq(0),
                contests::version.eq(1),
                contests::created_at.eq(now),
                contests::updated_at.eq(now),
            ))
            .execute(&mut c)?;
        diesel::insert_into(streams::table)
            .values((
                streams::id.eq(stream),
                streams::contest_id.eq(contest),
                streams::position.eq(0),
                streams::code.eq("CN"),
                streams::name.eq("{}"),
                streams::countries.eq("[]"),
            ))
            .execute(&mut c)?;
        Ok(Self {
            conn: c.into(),
            contest,
            stream,
            number: 0,
        })
    }

    fn submit(&mut self, text: &str) -> anyhow::Result<Id<Entry>> {
        self.number += 1;
        let (id, now) = (Id::<Entry>::new(), Moment::now());
        let title: String = text.chars().take(30).collect();
        diesel::insert_into(entries::table)
            .values((
                entries::id.eq(id),
                entries::contest_id.eq(self.contest),
                entries::creator_id.eq(Id::<Entry>::new()),
                entries::stream_id.eq(self.stream),
                entries::number.eq(Some(self.number)),
                entries::state.eq(State::Submitted),
                entries::version.eq(1),
                entries::original_locale.eq(Locale::En),
                entries::title.eq(title),
                entries::titles.eq("{}"),
                entries::content.eq(Json::new(Content::default())),
                entries::link_url.eq(""),
                entries::link_password.eq(""),
                entries::search_text.eq(text),
                entries::started_at.eq(now),
                entries::updated_at.eq(now),
            ))
            .execute(&mut self.conn)?;
        Ok(id)
    }

    /// The median and 99th percentile of the time that one text's search takes, and how many of the copies were found.
    fn measure(&mut self, texts: &[(String, bool)]) -> anyhow::Result<(Vec<Duration>, [usize; 2])> {
        let (mut times, mut found) = (Vec::new(), [0, 0]);
        for (text, is_copy) in texts {
            let entry = self.submit(text)?;
            let thought = store::read_entry(&mut self.conn, entry)?.think();
            thought.file(&mut self.conn)?;
            let begun = Instant::now();
            let examined = thought.compare(&mut self.conn)?;
            times.push(begun.elapsed());
            let copies = examined
                .iter()
                .any(|one| one.outcome.found().contains("duplicates"));
            found[usize::from(*is_copy)] += usize::from(copies);
        }
        times.sort_unstable();
        Ok((times, found))
    }
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    // `cargo test --all-targets` runs this too.
    let _ = arguments.bench;
    let Some(count) = arguments.entries else {
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("copies.sqlite3");
    let mut world = World::new(&path.to_string_lossy())?;
    let mut dice = Dice(2023);
    let mut samples: Vec<String> = Vec::new();
    let begun = Instant::now();
    let EngineConn::Sqlite(c) = world.conn.engine() else {
        anyhow::bail!("not SQLite")
    };
    c.batch_execute("BEGIN")?;
    for n in 0..count {
        let text = dice.text();
        world.submit(&text)?;
        if n % (count / arguments.searches.max(1)).max(1) == 0 {
            samples.push(text);
        }
    }
    world.conn.batch_execute("COMMIT")?;
    let mut after = None;
    loop {
        world.conn.batch_execute("BEGIN")?;
        after = store::file_texts(&mut world.conn, after)?;
        world.conn.batch_execute("COMMIT")?;
        if after.is_none() {
            break;
        }
    }
    let filled = begun.elapsed();
    let texts: Vec<(String, bool)> = (0..arguments.searches)
        .map(|n| match n % 20 == 0 && !samples.is_empty() {
            true => (dice.edited(&samples[n % samples.len()]), true),
            false => (dice.text(), false),
        })
        .collect();
    let copies = texts.iter().filter(|(_, is_copy)| *is_copy).count();
    let (times, found) = world.measure(&texts)?;
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied();
    let rows = |conn: &mut Conn| -> anyhow::Result<[i64; 3]> {
        Ok([
            theme_texts::table.count().get_result(conn)?,
            theme_shingles::table.count().get_result(conn)?,
            theme_common::table.count().get_result(conn)?,
        ])
    };
    let [kept, postings, common] = rows(&mut world.conn)?;
    let before = std::fs::metadata(&path)?.len();
    world
        .conn
        .batch_execute("DELETE FROM theme_shingles; DELETE FROM theme_common; VACUUM")?;
    let bytes = before.saturating_sub(std::fs::metadata(&path)?.len());
    let mut out = std::io::stdout();
    writeln!(out, "{count} entries read into the index in {filled:.1?}")?;
    writeln!(
        out,
        "one search: median {:.2?}, 99th percentile {:.2?}, of {}",
        at(0.5).unwrap_or_default(),
        at(0.99).unwrap_or_default(),
        times.len()
    )?;
    writeln!(
        out,
        "edited copies found: {} of {copies}; others named: {} of {}",
        found[1],
        found[0],
        times.len() - copies
    )?;
    writeln!(
        out,
        "{kept} texts, {postings} rows of runs ({:.0} a text), {common} common runs, {:.1} MB",
        postings as f64 / kept.max(1) as f64,
        bytes as f64 / 1e6
    )?;
    Ok(())
}
