//! Exact decimals, for the sums that a published score rests on: 0.1 + 0.2 is 0.3.

/// A decimal number: digits over a power of ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    digits: i128,
    places: u32,
}

/// Most digits before and after the point together, so that no sum of products runs over.
const LONGEST: usize = 15;

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self {
        digits: 0,
        places: 0,
    };

    /// Reads `8`, `-8.25` or `+.5`; none for anything else, exponents and more than fifteen digits included.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, size) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let (whole, part) = size.split_once('.').unwrap_or((size, ""));
        let part = part.trim_end_matches('0');
        let whole = whole.trim_start_matches('0');
        let good = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        let has_digits = size.bytes().any(|byte| byte.is_ascii_digit());
        if !has_digits || !good(whole) || !good(part) || whole.len() + part.len() > LONGEST {
            return None;
        }
        let mut digits: i128 = 0;
        for byte in whole.bytes().chain(part.bytes()) {
            digits = digits * 10 + i128::from(byte - b'0');
        }
        Some(Self {
            digits: if negative { -digits } else { digits },
            places: u32::try_from(part.len()).ok()?,
        })
    }

    /// The sum; none where it has too many digits.
    pub fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        Some(Self {
            digits: self.raised(places)?.checked_add(other.raised(places)?)?,
            places,
        })
    }

    /// The product; none where it has too many digits.
    pub fn times(self, other: Self) -> Option<Self> {
        Some(Self {
            digits: self.digits.checked_mul(other.digits)?,
            places: self.places + other.places,
        })
    }

    /// The quotient, rounded once, to the nearest number that a computer has; none by 0.
    pub fn over(self, other: Self) -> Option<f64> {
        if other.digits == 0 {
            return None;
        }
        let places = self.places.max(other.places);
        let (mut over, mut under) = (self.raised(places)?, other.raised(places)?);
        let divisor = greatest_common_divisor(over.unsigned_abs(), under.unsigned_abs());
        let divisor = i128::try_from(divisor).ok()?;
        over /= divisor;
        under /= divisor;
        Some(over as f64 / under as f64)
    }

    /// Whether it is above 0.
    pub fn is_positive(self) -> bool {
        self.digits > 0
    }

    /// Whether it is below 0.
    pub fn is_negative(self) -> bool {
        self.digits < 0
    }

    fn raised(self, places: u32) -> Option<i128> {
        self.digits
            .checked_mul(10_i128.checked_pow(places - self.places)?)
    }
}

fn greatest_common_divisor(mut one: u128, mut other: u128) -> u128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn sums_of_products_are_exact() {
        let sum = decimal("0.1").plus(decimal("0.2")).unwrap();
        assert_eq!(sum, decimal("0.30"));
        let part = decimal("0.35").times(decimal("8.1")).unwrap();
        let total = part.plus(decimal("5.265")).unwrap();
        assert_eq!(total.over(decimal("1")), Some(8.1));
        assert_eq!(decimal("-1").over(decimal("3")), Some(-1.0 / 3.0));
        assert_eq!(decimal("1").over(decimal("0.0")), None);
    }

    #[test]
    fn only_plain_decimals_are_read() {
        for text in ["", ".", "-", "1e3", "1,5", "٣", "NaN", "1234567890123.456"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
        assert_eq!(decimal("+.50"), decimal("0.5"));
        assert!(decimal("-0.1").is_negative() && !decimal("0").is_positive());
    }
}
