//! Figures with few decimals that never say more than is so.

/// Billionths in a whole.
const BILLIONTHS: f64 = 1e9;

/// Rounds to the nearest figure with so many decimals, a half up, but neither up to a border that
/// the number does not reach, nor down to nothing.
pub fn rounded(number: f64, decimals: i32, borders: &[f64]) -> f64 {
    let unit = 10_f64.powi(decimals);
    // By whole billionths: 0.145 is a half of a hundredth, and its float is a little less.
    let nearest = ((number * BILLIONTHS).round() / (BILLIONTHS / unit)).round() / unit;
    if number > 0.0 && nearest <= 0.0 {
        return 1.0 / unit;
    }
    let crossed = borders.iter().any(|border| number < *border && nearest >= *border);
    if crossed { (number * unit).floor() / unit } else { nearest }
}

/// Computes a share in percent, rounded down, and 0 only where it is nothing.
pub fn percent(part: u32, of: u32) -> Option<u32> {
    let share = (u64::from(part) * 100).checked_div(u64::from(of))?;
    u32::try_from(share.max(u64::from(part > 0))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_crosses_no_border_and_is_nothing_only_where_nothing_is() {
        let borders = [0.5, 0.7, 1.0];
        for (number, shown) in [
            (1.0, 1.0),
            (0.999_999, 0.99),
            (0.995, 0.99),
            (0.994, 0.99),
            (0.699_9, 0.69),
            (0.7, 0.7),
            (0.496, 0.49),
            (0.355_68, 0.36),
            (0.125, 0.13),
            (0.145, 0.15),
            (1.005, 1.01),
            (0.144_999, 0.14),
            (0.001, 0.01),
            (0.0, 0.0),
        ] {
            assert_eq!(format!("{:.2}", rounded(number, 2, &borders)), format!("{shown:.2}"));
        }
        assert_eq!(format!("{:.3}", rounded(0.999_9, 3, &borders)), "0.999");
    }

    #[test]
    fn a_share_is_whole_or_nothing_only_where_it_is() {
        assert_eq!((percent(199, 200), percent(200, 200)), (Some(99), Some(100)));
        assert_eq!((percent(1, 200), percent(0, 200), percent(0, 0)), (Some(1), Some(0), None));
    }
}
