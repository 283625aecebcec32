//! Which entries can be compared at all: those that judges link to one another.

use super::ballots::Ballots;

/// Groups of entries and judges that no ballot links to another group.
#[derive(Clone, Debug)]
pub struct Components {
    /// By entry: its component, numbered in the order of their first entries.
    pub of_entry: Vec<usize>,
    /// By judge: the same.
    pub of_judge: Vec<usize>,
    count: usize,
}

impl Components {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The entries of each.
    pub fn entries(&self) -> Vec<Vec<usize>> {
        let mut groups = vec![Vec::new(); self.count];
        for (entry, component) in self.of_entry.iter().enumerate() {
            groups[*component].push(entry);
        }
        groups
    }
}

/// The components, by union-find over the graph of entries and judges.
pub fn components(ballots: &Ballots) -> Components {
    let entries = ballots.entries();
    let mut parents: Vec<usize> = (0..entries + ballots.judges()).collect();
    for ballot in ballots.rows() {
        let one = root(&mut parents, ballot.entry);
        let other = root(&mut parents, entries + ballot.judge);
        parents[one.max(other)] = one.min(other);
    }
    let mut numbers = vec![usize::MAX; parents.len()];
    let mut count = 0;
    let mut of = Vec::with_capacity(parents.len());
    for node in 0..parents.len() {
        let root = root(&mut parents, node);
        if numbers[root] == usize::MAX {
            numbers[root] = count;
            count += 1;
        }
        of.push(numbers[root]);
    }
    let of_judge = of.split_off(entries);
    Components {
        of_entry: of,
        of_judge,
        count,
    }
}

fn root(parents: &mut [usize], mut node: usize) -> usize {
    while parents[node] != node {
        parents[node] = parents[parents[node]];
        node = parents[node];
    }
    node
}

/// Places of the ballots without which a component falls apart, those of entries with one ballot and judges with one ballot left
/// out: a comparison between two groups that hangs on one score. Tarjan (1974), without recursion.
pub fn bridges(ballots: &Ballots) -> Vec<usize> {
    let entries = ballots.entries();
    let nodes = entries + ballots.judges();
    let mut links: Vec<Vec<(usize, usize)>> = vec![Vec::new(); nodes];
    for (place, ballot) in ballots.rows().iter().enumerate() {
        links[ballot.entry].push((entries + ballot.judge, place));
        links[entries + ballot.judge].push((ballot.entry, place));
    }
    let mut order = vec![usize::MAX; nodes];
    let mut lowest = vec![usize::MAX; nodes];
    let mut time = 0;
    let mut found = Vec::new();
    for start in 0..nodes {
        if order[start] != usize::MAX {
            continue;
        }
        // Node, the ballot it was reached by, the next link to follow.
        let mut stack = vec![(start, usize::MAX, 0)];
        order[start] = time;
        lowest[start] = time;
        time += 1;
        while let Some((node, reached_by, next)) = stack.pop() {
            if let Some((other, place)) = links[node].get(next).copied() {
                stack.push((node, reached_by, next + 1));
                if place == reached_by {
                    continue;
                }
                if order[other] == usize::MAX {
                    order[other] = time;
                    lowest[other] = time;
                    time += 1;
                    stack.push((other, place, 0));
                } else {
                    lowest[node] = lowest[node].min(order[other]);
                }
            } else if let Some((parent, _, _)) = stack.last() {
                lowest[*parent] = lowest[*parent].min(lowest[node]);
                let splits = lowest[node] > order[*parent];
                if splits && links[node].len() > 1 && links[*parent].len() > 1 {
                    found.push(reached_by);
                }
            }
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::super::ballots::Ballot;
    use super::*;

    fn ballots(entries: usize, judges: usize, pairs: &[(usize, usize)]) -> Ballots {
        let rows = pairs
            .iter()
            .map(|&(entry, judge)| Ballot {
                entry,
                judge,
                score: 1.0,
                weight: 1.0,
            })
            .collect();
        Ballots::new(entries, judges, rows).unwrap()
    }

    #[test]
    fn panels_that_share_no_judge_are_components_of_their_own() {
        let found = components(&ballots(4, 3, &[(0, 0), (1, 1), (2, 0), (3, 2), (1, 2)]));
        assert_eq!(found.entries(), [vec![0, 2], vec![1, 3]]);
        assert_eq!(found.of_judge, [0, 1, 1]);
    }

    #[test]
    fn a_score_that_alone_links_two_panels_is_a_bridge() {
        let square = [(0, 0), (0, 1), (1, 0), (1, 1)];
        let other = [(2, 2), (2, 3), (3, 2), (3, 3)];
        let mut pairs = [square, other].concat();
        pairs.push((1, 2));
        let joined = ballots(4, 4, &pairs);
        assert_eq!(components(&joined).count(), 1);
        let found: Vec<(usize, usize)> = bridges(&joined)
            .into_iter()
            .map(|place| (joined.rows()[place].entry, joined.rows()[place].judge))
            .collect();
        assert_eq!(found, [(1, 2)]);
        pairs.push((2, 1));
        assert_eq!(bridges(&ballots(4, 4, &pairs)), Vec::<usize>::new());
    }
}
