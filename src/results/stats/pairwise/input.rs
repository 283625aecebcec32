//! Votes on pairs, from one of two tables.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::table::{Field, InputError, Table};

/// What was said of two items, by one judge or by all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// Who said it; none where votes were already counted.
    pub judge: Option<usize>,
    /// An item, by its place.
    pub a: usize,
    /// Another.
    pub b: usize,
    /// Votes for the first.
    pub wins_a: f64,
    /// Votes for the second.
    pub wins_b: f64,
    /// Votes for neither.
    pub ties: f64,
}

/// All votes, and the names of what they are about.
#[derive(Clone, Debug)]
pub struct Comparisons {
    /// In the order of their names.
    pub items: Vec<String>,
    /// In the order of their names; empty where votes were already counted.
    pub judges: Vec<String>,
    /// By judge and pair.
    pub rows: Vec<Comparison>,
}

type Votes<'t> = BTreeMap<(&'t str, &'t str, &'t str), [f64; 3]>;

impl Comparisons {
    /// Reads `item_a,item_b,wins_a,wins_b,ties`, or `judge,item_a,item_b,winner` where the winner is one of the two, or `tie` or empty.
    ///
    /// # Errors
    /// A column, name or number that is missing, an item beside itself, a winner that is neither.
    pub fn read(table: &Table<'_>) -> Result<Self, InputError> {
        let a = table.needed("item_a")?;
        let b = table.needed("item_b")?;
        let mut votes = Votes::new();
        if let Some(winner) = table.column("winner") {
            let judge = table.column("judge");
            for row in table.rows() {
                let (one, other) = pair(table, &row[a], &row[b])?;
                let judge = match judge {
                    Some(place) => name(table, &row[place], "judge")?,
                    None => "",
                };
                let field = &row[winner];
                let vote = match field.text.as_ref() {
                    text if text == one => [1.0, 0.0, 0.0],
                    text if text == other => [0.0, 1.0, 0.0],
                    "" | "tie" => [0.0, 0.0, 1.0],
                    text => {
                        let message =
                            format!("the winner {text:?} is neither {one:?} nor {other:?} nor tie");
                        return Err(table.bad(field, message));
                    }
                };
                add(&mut votes, judge, one, other, vote);
            }
        } else {
            let columns = [
                table.needed("wins_a").map_err(|error| InputError {
                    message: "there is neither a column \"winner\" nor \"wins_a\"".to_owned(),
                    ..error
                })?,
                table.needed("wins_b")?,
            ];
            let ties = table.column("ties");
            for row in table.rows() {
                let (one, other) = pair(table, &row[a], &row[b])?;
                let vote = [
                    count(table, &row[columns[0]])?,
                    count(table, &row[columns[1]])?,
                    ties.map_or(Ok(0.0), |place| count(table, &row[place]))?,
                ];
                add(&mut votes, "", one, other, vote);
            }
        }
        if votes.is_empty() {
            return Err(table.error(1, 1, "there are no comparisons"));
        }
        Ok(numbered(votes))
    }
}

fn numbered(votes: Votes<'_>) -> Comparisons {
    let items: BTreeSet<&str> = votes.keys().flat_map(|(_, a, b)| [*a, *b]).collect();
    let judges: BTreeSet<&str> = votes
        .keys()
        .map(|key| key.0)
        .filter(|judge| !judge.is_empty())
        .collect();
    let place = |names: &BTreeSet<&str>| -> HashMap<String, usize> {
        names
            .iter()
            .enumerate()
            .map(|(at, name)| ((*name).to_owned(), at))
            .collect()
    };
    let (item_places, judge_places) = (place(&items), place(&judges));
    let rows = votes
        .iter()
        .map(|((judge, a, b), votes)| Comparison {
            judge: judge_places.get(*judge).copied(),
            a: item_places[*a],
            b: item_places[*b],
            wins_a: votes[0],
            wins_b: votes[1],
            ties: votes[2],
        })
        .collect();
    let owned = |names: BTreeSet<&str>| names.into_iter().map(str::to_owned).collect();
    Comparisons {
        items: owned(items),
        judges: owned(judges),
        rows,
    }
}

fn add<'t>(votes: &mut Votes<'t>, judge: &'t str, a: &'t str, b: &'t str, vote: [f64; 3]) {
    let (key, vote) = if a < b {
        ((judge, a, b), vote)
    } else {
        ((judge, b, a), [vote[1], vote[0], vote[2]])
    };
    let sums = votes.entry(key).or_default();
    for (sum, more) in sums.iter_mut().zip(vote) {
        *sum += more;
    }
}

fn name<'t>(table: &Table<'_>, field: &'t Field<'_>, what: &str) -> Result<&'t str, InputError> {
    if field.text.is_empty() {
        return Err(table.bad(field, format!("the {what} has no name")));
    }
    Ok(&field.text)
}

fn pair<'t>(
    table: &Table<'_>,
    a: &'t Field<'_>,
    b: &'t Field<'_>,
) -> Result<(&'t str, &'t str), InputError> {
    let (one, other) = (name(table, a, "item")?, name(table, b, "item")?);
    if one == other {
        return Err(table.bad(b, format!("{one:?} is compared with itself")));
    }
    Ok((one, other))
}

fn count(table: &Table<'_>, field: &Field<'_>) -> Result<f64, InputError> {
    if field.text.is_empty() {
        return Ok(0.0);
    }
    let number = field.text.parse::<f64>().ok();
    number
        .filter(|count| count.is_finite() && *count >= 0.0 && *count < 1e15)
        .ok_or_else(|| table.bad(field, format!("{:?} is not a number of votes", field.text)))
}
