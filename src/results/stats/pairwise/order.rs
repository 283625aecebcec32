//! What an order of several entries is worth as comparisons of two.

/// How much each pair of an order of `count` entries counts, where a comparison by itself counts 1: (1 − H/m)·4/(m − 1)
/// with H = 1 + 1/2 + … + 1/m.
///
/// An order says less than its pairs would one by one, since they hang together. In Plackett and Luce's model it is a
/// row of choices: the best of m, then of the m − 1 that are left, and so on. At equal abilities a choice of one in k
/// has the information (I − J/k)/k on the k abilities (J: all ones), with the trace 1 − 1/k. Over all choices the trace
/// is m − H, and since no entry is special the sum is c·(I − J/m) with c = (m − H)/(m − 1). All pairs of m entries, each
/// with the weight w, have w/4·(m·I − J) = w·m/4·(I − J/m). Equal they are for w = 4(m − H)/(m(m − 1)). Of two entries
/// it is 1, of three 7/9; all pairs of an order together tell about as much as 2 m comparisons of their own.
pub fn weight(count: usize) -> f64 {
    if count < 2 {
        return 0.0;
    }
    let size = count as f64;
    let harmonic: f64 = (1..=count).map(|k| 1.0 / k as f64).sum();
    (1.0 - harmonic / size) * 4.0 / (size - 1.0)
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::*;

    #[test]
    fn an_order_of_two_is_one_comparison_and_one_of_three_is_two_and_a_third() {
        assert!((weight(2) - 1.0).abs() < 1e-12);
        assert!((weight(3) - 7.0 / 9.0).abs() < 1e-12);
        assert_eq!([weight(0), weight(1)], [0.0, 0.0]);
    }

    /// The information of an order at equal abilities, from the choices that it is made of, over all orders.
    fn information(count: usize) -> Array2<f64> {
        let mut orders = vec![Vec::new()];
        for _ in 0..count {
            orders = orders
                .into_iter()
                .flat_map(|order: Vec<usize>| {
                    let left = (0..count).filter(|each| !order.contains(each));
                    let left: Vec<usize> = left.collect();
                    left.into_iter()
                        .map(move |each| [&order[..], &[each]].concat())
                })
                .collect();
        }
        let mut sum = Array2::zeros((count, count));
        for order in &orders {
            for start in 0..count {
                let left = &order[start..];
                let size = left.len() as f64;
                for a in left {
                    for b in left {
                        let same = f64::from(u8::from(a == b));
                        sum[[*a, *b]] += (same / size - 1.0 / (size * size)) / orders.len() as f64;
                    }
                }
            }
        }
        sum
    }

    #[test]
    fn the_pairs_of_an_order_tell_as_much_as_the_order() {
        for count in 2..=6 {
            let order = information(count);
            let (same, other) = (order[[0, 0]], order[[0, 1]]);
            let weight = weight(count);
            assert!(
                (same - weight / 4.0 * (count as f64 - 1.0)).abs() < 1e-12,
                "{count}"
            );
            assert!((other + weight / 4.0).abs() < 1e-12, "{count}");
        }
    }

    #[test]
    fn a_longer_order_tells_more_in_all_and_less_by_pair() {
        for count in 2..60 {
            let pairs = |count: usize| (count * (count - 1)) as f64 / 2.0 * weight(count);
            assert!(weight(count + 1) < weight(count));
            assert!(pairs(count + 1) > pairs(count));
        }
    }
}
