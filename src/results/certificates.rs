//! The code on a certificate: short enough to type, long enough that nobody guesses one.

use std::fmt;

use crate::error::Result;

/// Letters and digits that nobody mistakes for one another.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;

/// Twelve signs, written `7K2M-9QXP-4TRA`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// A new one, at random.
    pub fn draw() -> Result<Self> {
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes).map_err(anyhow::Error::from)?;
        let sign = |byte: &u8| char::from(SIGNS[usize::from(byte % 32)]);
        Ok(Self(bytes.iter().map(sign).collect()))
    }

    /// As somebody typed it: in either case, with or without hyphens, O for 0, I or L for 1. None of what can be no code.
    pub fn parse(typed: &str) -> Option<Self> {
        let signs: Option<String> = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-' && *c != '–')
            .map(|c| match c.to_ascii_uppercase() {
                'O' => Some('0'),
                'I' | 'L' => Some('1'),
                c => u8::try_from(c)
                    .is_ok_and(|byte| SIGNS.contains(&byte))
                    .then_some(c),
            })
            .collect();
        signs.filter(|signs| signs.len() == LENGTH).map(Self)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, rest) = self.0.split_at(4);
        let (second, third) = rest.split_at(4);
        write!(f, "{first}-{second}-{third}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = Code::draw().unwrap();
        assert_eq!(Code::parse(&code.to_string()), Some(code.clone()));
        let typed = code.to_string().to_lowercase().replace('-', " ");
        assert_eq!(Code::parse(&typed), Some(code));
        assert_eq!(Code::parse("oil0-1111-2222").unwrap().0, "011011112222");
        for wrong in ["", "7K2M-9QXP", "7K2M-9QXP-4TRU", "7K2M-9QXP-4TRA-1", "七"] {
            assert_eq!(Code::parse(wrong), None, "{wrong}");
        }
    }
}
