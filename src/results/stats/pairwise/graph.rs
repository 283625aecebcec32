//! Who is linked to whom by wins. A best estimate exists only if every item can be reached from every other along "beats" (Ford 1957).

use super::Comparisons;

/// The graph's parts.
#[derive(Clone, Debug)]
pub struct Links {
    /// Items that reach one another along wins; a tie counts both ways.
    pub strong: Vec<Vec<usize>>,
    /// By item: the part it is linked to at all. Items of different parts cannot be compared.
    pub weak: Vec<usize>,
    /// How many such parts there are.
    pub weak_count: usize,
}

impl Links {
    /// Whether all items are one strong part.
    pub fn is_strong(&self) -> bool {
        self.strong.len() == 1
    }
}

/// The parts of the graph of wins.
pub fn links(comparisons: &Comparisons) -> Links {
    let count = comparisons.items.len();
    let mut beats: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut beaten: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut met: Vec<Vec<usize>> = vec![Vec::new(); count];
    for row in &comparisons.rows {
        if row.wins_a + row.ties > 0.0 {
            beats[row.a].push(row.b);
            beaten[row.b].push(row.a);
        }
        if row.wins_b + row.ties > 0.0 {
            beats[row.b].push(row.a);
            beaten[row.a].push(row.b);
        }
        if row.wins_a + row.wins_b + row.ties > 0.0 {
            met[row.a].push(row.b);
            met[row.b].push(row.a);
        }
    }
    let (weak, weak_count) = parts(&met, 0..count);
    // Kosaraju and Sharir: in the order in which a first search finishes, backwards, along turned links.
    let finished = finishing_order(&beats);
    let (of, strong_count) = parts(&beaten, finished.into_iter().rev());
    let mut strong = vec![Vec::new(); strong_count];
    for (item, part) in of.iter().enumerate() {
        strong[*part].push(item);
    }
    strong.sort();
    Links {
        strong,
        weak,
        weak_count,
    }
}

/// By node: the number of the first search, of those begun in this order, that came by.
fn parts(links: &[Vec<usize>], starts: impl Iterator<Item = usize>) -> (Vec<usize>, usize) {
    let mut of = vec![usize::MAX; links.len()];
    let mut count = 0;
    for start in starts {
        if of[start] != usize::MAX {
            continue;
        }
        let mut open = vec![start];
        of[start] = count;
        while let Some(node) = open.pop() {
            for other in &links[node] {
                if of[*other] == usize::MAX {
                    of[*other] = count;
                    open.push(*other);
                }
            }
        }
        count += 1;
    }
    (of, count)
}

fn finishing_order(links: &[Vec<usize>]) -> Vec<usize> {
    let mut seen = vec![false; links.len()];
    let mut order = Vec::with_capacity(links.len());
    for start in 0..links.len() {
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        let mut stack = vec![(start, 0)];
        while let Some((node, next)) = stack.pop() {
            match links[node].get(next) {
                Some(other) => {
                    stack.push((node, next + 1));
                    if !std::mem::replace(&mut seen[*other], true) {
                        stack.push((*other, 0));
                    }
                }
                None => order.push(node),
            }
        }
    }
    order
}
