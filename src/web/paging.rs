//! Lists page by key: the next page begins after the last row shown, at the same cost however deep.

use std::str::FromStr;

/// Rows on a page of a list.
pub const PAGE: usize = 50;

/// One page of a list, and where the next begins.
#[derive(Clone, Debug)]
pub struct Paged<T> {
    pub rows: Vec<T>,
    /// The `after` of the next page's address; None on the last page.
    pub next: Option<String>,
}

impl<T> Paged<T> {
    /// From one row more than a page holds. `key` is what the list is ordered by.
    pub fn new<K: ToString>(mut rows: Vec<T>, key: impl Fn(&T) -> K) -> Self {
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next = rows.last().filter(|_| more).map(|row| key(row).to_string());
        Self { rows, next }
    }

    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Paged<U> {
        Paged {
            rows: self.rows.into_iter().map(f).collect(),
            next: self.next,
        }
    }
}

/// How many rows a query asks for: one more than it shows, to know whether there is a next page.
pub const LIMIT: i64 = PAGE as i64 + 1;

/// A key of two parts, for lists ordered by something that is not unique.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor<A, B>(pub A, pub B);

impl<A: ToString, B: ToString> std::fmt::Display for Cursor<A, B> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}_{}", self.0.to_string(), self.1.to_string())
    }
}

impl<A: FromStr, B: FromStr> FromStr for Cursor<A, B> {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (a, b) = text.split_once('_').ok_or(())?;
        Ok(Self(a.parse().map_err(|_| ())?, b.parse().map_err(|_| ())?))
    }
}
