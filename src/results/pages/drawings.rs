//! Drawings as numbers: where lines and bars of a picture stand. Templates make SVG of them, with classes from the style sheet and no
//! script or style of their own.

use crate::results::run::study::{Histogram, Home, JudgeRow};

/// How wide the drawing of an interval is, in units of the picture.
const WIDE: f64 = 160.0;

/// The interval of a rank, and the rank to be expected, on a line from the first to the last place.
#[derive(Clone, Debug, PartialEq)]
pub struct Interval {
    pub low: i32,
    pub high: i32,
    /// Where the bar begins and how long it is.
    pub left: f64,
    pub length: f64,
    /// Where the expected rank stands.
    pub middle: Option<f64>,
}

impl Interval {
    /// Of `span` places.
    pub fn of(low: i32, high: i32, expected: Option<i32>, span: i32) -> Self {
        let unit = (WIDE - 8.0) / f64::from((span - 1).max(1));
        let at = |rank: f64| rounded(4.0 + (rank - 1.0) * unit);
        let left = at(f64::from(low)) - 2.0;
        Self {
            low,
            high,
            left,
            length: rounded(at(f64::from(high)) + 2.0 - left),
            middle: expected.map(|hundredths| at(f64::from(hundredths) / 100.0)),
        }
    }

    pub fn is_one(&self) -> bool {
        self.low == self.high
    }
}

/// One decimal is enough for a picture.
fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// A bar of a histogram that is 400 units wide and 120 high.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub count: i64,
    /// What the bar stands for: where it begins, in thousandths of a point, or a number of ballots.
    pub value: i32,
}

/// The bars of counts, the highest as high as the picture.
pub fn bars(counts: &[i64], value: impl Fn(usize) -> i32) -> Vec<Bar> {
    let most = counts.iter().max().copied().unwrap_or(0).max(1) as f64;
    let width = 400.0 / counts.len().max(1) as f64;
    counts
        .iter()
        .enumerate()
        .map(|(n, count)| {
            let height = *count as f64 / most * 110.0;
            Bar {
                x: rounded(n as f64 * width + width * 0.08),
                y: rounded(120.0 - height),
                width: rounded(width * 0.84),
                height: rounded(height),
                count: *count,
                value: value(n),
            }
        })
        .collect()
}

/// The bars of a histogram.
pub fn histogram(of: &Histogram) -> Vec<Bar> {
    bars(&of.bars, |n| of.from + of.width * n as i32)
}

/// The counts of bars, in their order, for who cannot see them.
pub fn counts(bars: &[Bar]) -> String {
    let counts: Vec<String> = bars.iter().map(|bar| bar.count.to_string()).collect();
    counts.join(", ")
}

/// A point with an interval on a line that is 400 units long and has 0 at `zero`.
#[derive(Clone, Debug, PartialEq)]
pub struct Whisker {
    pub left: f64,
    pub right: f64,
    pub at: f64,
}

/// Whiskers on one scale, that of the widest.
#[derive(Clone, Debug, PartialEq)]
pub struct Whiskers {
    pub rows: Vec<Option<Whisker>>,
    /// Points at either end of the scale.
    pub most: f64,
}

impl Whiskers {
    fn of(intervals: Vec<Option<(f64, f64, f64)>>) -> Self {
        let most = intervals
            .iter()
            .flatten()
            .flat_map(|(low, _, high)| [low.abs(), high.abs()])
            .fold(0.0, f64::max)
            .max(0.1);
        let place = |value: f64| rounded(200.0 + value / most * 190.0);
        Self {
            rows: intervals
                .into_iter()
                .map(|interval| {
                    interval.map(|(low, at, high)| Whisker {
                        left: place(low),
                        right: place(high),
                        at: place(at),
                    })
                })
                .collect(),
            most,
        }
    }

    /// Judges' leniency with its 95 % interval.
    pub fn leniency(judges: &[JudgeRow]) -> Self {
        let interval = |(at, sd): (f64, f64)| (at - 1.96 * sd, at, at + 1.96 * sd);
        Self::of(
            judges
                .iter()
                .map(|judge| judge.leniency.map(interval))
                .collect(),
        )
    }

    /// Home advantage with its interval.
    pub fn home(home: &Home) -> Self {
        Self::of(vec![Some((home.low, home.estimate, home.high))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_lies_between_the_first_and_the_last_place() {
        let all = Interval::of(1, 50, Some(2550), 50);
        assert!(all.left >= 0.0 && all.left + all.length <= WIDE);
        assert_eq!(all.middle, Some(80.0));
        let one = Interval::of(1, 1, Some(100), 1);
        assert!(one.is_one() && one.length == 4.0);
    }

    #[test]
    fn the_highest_bar_fills_the_picture_and_an_empty_one_has_no_height() {
        let bars = bars(&[0, 5, 10], |n| n as i32);
        assert_eq!((bars[0].height, bars[2].height), (0.0, 110.0));
        assert!(bars[2].x + bars[2].width <= 400.0);
    }

    #[test]
    fn a_whisker_around_nothing_stands_in_the_middle() {
        let whiskers = Whiskers::of(vec![Some((-1.0, 0.0, 1.0)), None]);
        let first = whiskers.rows[0].as_ref().unwrap();
        assert_eq!((first.at, first.left, first.right), (200.0, 10.0, 390.0));
        assert!(whiskers.rows[1].is_none());
    }
}
