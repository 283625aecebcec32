//! From scores to places.

/// How close two scores are to be equal, as a share of the scores' spread.
const EQUAL: f64 = 1e-9;

/// The place of each entry among those of its component: equal scores share one and the next is left out (1, 2, 2, 4). What has no
/// score has no place. `spread` is the standard deviation of all scores: closer than a thousand-millionth of it is equal.
pub fn ranks(scores: &[Option<f64>], components: &[usize], spread: f64) -> Vec<Option<usize>> {
    let mut ranks = vec![None; scores.len()];
    let parts = components.iter().max().map_or(0, |last| last + 1);
    let mut seen = vec![0_usize; parts];
    let mut current: Vec<Option<(f64, usize)>> = vec![None; parts];
    for entry in by_score(scores) {
        let (Some(score), part) = (scores[entry], components[entry]) else {
            continue;
        };
        seen[part] += 1;
        let rank = match current[part] {
            Some((first, rank)) if (first - score).abs() <= EQUAL * spread => rank,
            _ => {
                current[part] = Some((score, seen[part]));
                seen[part]
            }
        };
        ranks[entry] = Some(rank);
    }
    ranks
}

/// Entries by falling score; those without one last.
pub fn by_score(scores: &[Option<f64>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|one, other| {
        let (one, other) = (scores[*one], scores[*other]);
        let score = |score: Option<f64>| score.unwrap_or(f64::NEG_INFINITY);
        score(other).total_cmp(&score(one))
    });
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_scores_share_a_rank_and_the_next_is_left_out() {
        let scores = [3.0, 5.0, 4.0, 4.0 + 1e-12, 1.0].map(Some);
        let found = ranks(&scores, &[0; 5], 1.0);
        assert_eq!(found, [4, 1, 2, 2, 5].map(Some));
    }

    #[test]
    fn each_component_has_a_first_place() {
        let scores = [Some(9.0), Some(8.0), Some(7.0), None];
        let found = ranks(&scores, &[0, 1, 0, 1], 1.0);
        assert_eq!(found, [Some(1), Some(1), Some(2), None]);
    }
}
