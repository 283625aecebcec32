//! What two texts have in common, passage by passage, for people who compare them.

use std::collections::HashSet;

use super::normalise::Normal;
use super::script::{Script, script};

/// The shortest passage: Chinese characters.
const HAN: usize = 3;
/// The shortest passage: letters and digits.
const LETTERS: usize = 8;

/// Stretches of a text: start and end (excluded), in characters.
pub type Stretches = Vec<(usize, usize)>;

struct Letters {
    /// Letters and digits in their one spelling.
    chars: Vec<char>,
    /// Where each was, in characters of the original.
    places: Vec<(usize, usize)>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let normal = Normal::of(text);
        let units = normal.units().iter().filter(|u| u.ch.is_alphanumeric());
        let (chars, places) = units
            .map(|unit| (unit.ch, (unit.from as usize, unit.to as usize)))
            .unzip();
        Self { chars, places }
    }

    /// Passages of the shortest length, by where they begin.
    fn passages(&self) -> impl Iterator<Item = (usize, &[char])> {
        (0..self.chars.len()).filter_map(|at| {
            let han = matches!(script(self.chars[at]), Script::Han | Script::Kana);
            let length = if han { HAN } else { LETTERS };
            Some((at, self.chars.get(at..at + length)?))
        })
    }

    /// The stretches of this text that are also in `other`, in characters of the original.
    fn shared_with(&self, other: &Self) -> Stretches {
        let theirs: HashSet<&[char]> = other.passages().map(|(_, passage)| passage).collect();
        let mut stretches = Stretches::new();
        for (at, passage) in self.passages().filter(|(_, p)| theirs.contains(p)) {
            let last = at + passage.len() - 1;
            let (start, end) = (self.places[at].0, self.places[last].1);
            match stretches.last_mut().filter(|known| start <= known.1) {
                Some(known) => known.1 = known.1.max(end),
                None => stretches.push((start, end)),
            }
        }
        stretches
    }
}

/// The stretches of `one` that are also in `other`, and the other way round; in characters. Spelling, punctuation and
/// spaces do not matter.
pub fn shared(one: &str, other: &str) -> (Stretches, Stretches) {
    let (one, other) = (Letters::of(one), Letters::of(other));
    (one.shared_with(&other), other.shared_with(&one))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, stretches: &[(usize, usize)]) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let part = |&(start, end): &(usize, usize)| chars[start..end].iter().collect();
        stretches.iter().map(part).collect()
    }

    #[test]
    fn what_both_texts_say_is_found_whatever_its_punctuation() {
        let (one, other) = (
            "Соседи чинят деревянный мост до дождей.",
            "Осенью: чинят ДЕРЕВЯННЫЙ, мост — и поют.",
        );
        let (left, right) = shared(one, other);
        assert_eq!(cut(one, &left), ["чинят деревянный мост"]);
        assert_eq!(cut(other, &right), ["чинят ДЕРЕВЯННЫЙ, мост"]);
        let (left, _) = shared("三个邻居在秋雨前修桥", "五个邻居在秋天修桥");
        assert_eq!(left, [(1, 6)]);
        assert_eq!(shared("A river", "A mountain").0, []);
    }
}
