//! Values as a contest file writes them: points, shares, times, zones.

use chrono::offset::LocalResult;
use chrono::{DateTime, NaiveDateTime, TimeZone};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::db::Moment;

/// A number with so many decimal places, kept as a whole number of its last place.
fn fixed<'de, D: Deserializer<'de>>(deserializer: D, places: i32) -> Result<i32, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Number {
        Whole(i64),
        Decimal(f64),
    }
    let value = match Number::deserialize(deserializer) {
        Ok(Number::Whole(value)) => value as f64,
        Ok(Number::Decimal(value)) => value,
        Err(_) => return Err(de::Error::custom("contest-file-number")),
    };
    let scaled = value * 10_f64.powi(places);
    if scaled.abs() > 1e8 || (scaled - scaled.round()).abs() > 1e-6 {
        return Err(de::Error::custom("contest-file-number"));
    }
    Ok(scaled.round() as i32)
}

fn write_fixed<S: Serializer>(value: i32, places: i32, serializer: S) -> Result<S::Ok, S::Error> {
    let one = 10_i32.pow(places.unsigned_abs());
    if value % one == 0 {
        serializer.serialize_i32(value / one)
    } else {
        serializer.serialize_f64(f64::from(value) / f64::from(one))
    }
}

macro_rules! fixed_point {
    ($(#[$meta:meta])* $name:ident, $places:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub i32);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                fixed(deserializer, $places).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                write_fixed(self.0, $places, serializer)
            }
        }
    };
}

fixed_point!(
    /// Points, written `0.5`, kept in tenths.
    Tenths, 1
);
fixed_point!(
    /// A share in percent, written `30` or `33.33`, kept in hundredths.
    Percent, 2
);

/// The zone of local times, Beijing's unless said otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(pub Tz);

impl Default for Zone {
    fn default() -> Self {
        Self(Tz::Asia__Shanghai)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        name.parse()
            .map(Self)
            .map_err(|_| de::Error::custom("contest-file-zone"))
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.name())
    }
}

/// A time: an instant with its offset, or the reading of a clock in the file's zone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum When {
    Instant(DateTime<chrono::FixedOffset>),
    Local(NaiveDateTime),
}

impl When {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(instant) = DateTime::parse_from_rfc3339(&text.replacen(' ', "T", 1)) {
            return Some(Self::Instant(instant));
        }
        [
            "%Y-%m-%dT%H:%M",
            "%Y-%m-%dT%H:%M:%S%.f",
            "%Y-%m-%d %H:%M",
            "%Y-%m-%d %H:%M:%S%.f",
        ]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .map(Self::Local)
    }

    /// The instant. A reading that the zone's clocks skipped is none; of one shown twice, the earlier.
    pub fn moment(self, zone: Zone) -> Option<Moment> {
        match self {
            Self::Instant(at) => Some(at.to_utc().into()),
            Self::Local(reading) => match zone.0.from_local_datetime(&reading) {
                LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at.to_utc().into()),
                LocalResult::None => None,
            },
        }
    }

    /// An instant as the clocks of `zone` show it, with their offset.
    pub fn of(at: Moment, zone: Zone) -> Self {
        Self::Instant(at.in_zone(zone.0).fixed_offset())
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Text(String),
            Time(toml::value::Datetime),
        }
        let text = match Written::deserialize(deserializer) {
            Ok(Written::Text(text)) => text,
            Ok(Written::Time(time)) => time.to_string(),
            Err(_) => return Err(de::Error::custom("contest-file-time")),
        };
        Self::parse(&text).ok_or_else(|| de::Error::custom("contest-file-time"))
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = match self {
            Self::Instant(at) => at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true),
            Self::Local(reading) => reading.format("%Y-%m-%dT%H:%M:%S%.f").to_string(),
        };
        match text.parse::<toml::value::Datetime>() {
            Ok(time) => time.serialize(serializer),
            Err(_) => serializer.serialize_str(&text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_time_is_read_on_the_clocks_of_the_zone() {
        let beijing = Zone::default();
        let at = |text: &str| When::parse(text).and_then(|when| when.moment(beijing));
        let midnight = at("2023-09-01T00:00:00+08:00").expect("an instant");
        assert_eq!(midnight.iso(), "2023-08-31T16:00:00Z");
        assert_eq!(at("2023-09-01 00:00"), Some(midnight));
        assert_eq!(at("2023-08-31T16:00:00Z"), Some(midnight));
        assert_eq!(at("soon"), None);
        let berlin = Zone(Tz::Europe__Berlin);
        let skipped = When::parse("2023-03-26T02:30").expect("a reading");
        assert_eq!(skipped.moment(berlin), None);
    }
}
