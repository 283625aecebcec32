//! What a contest adds to a profile. Whose limits hold: those of the contest's entry rules for what they fix, the profile's
//! for what they leave open.

use super::ThemeLayer;
use super::check::{AiUse, Language, Limits, Required};
use crate::contests::{AiPolicy, EntryRules, SubtitleRule};

/// The contest that a check is made in, as far as the check cares.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    pub rules: EntryRules,
    /// The layer that is on.
    pub layer: Option<ThemeLayer>,
}

/// Bytes of a megabyte, as uploads are measured.
const MB: u64 = 1 << 20;

impl Limits {
    /// These limits in a contest with `rules`: what the rules fix is theirs. The rules always fix the characters of
    /// title and synopsis, the size of the file and the use of AI; length, first day and subtitles where they are set.
    /// How many entries a person may have is counted at submission.
    #[must_use]
    pub fn within(&self, rules: &EntryRules) -> Self {
        let mut limits = self.clone();
        let whole = |n: i32| usize::try_from(n).unwrap_or_default();
        limits.duration_min_s = rules
            .duration_min_s
            .map(f64::from)
            .or(limits.duration_min_s);
        limits.duration_max_s = rules
            .duration_max_s
            .map(f64::from)
            .or(limits.duration_max_s);
        limits.size_max_bytes = u64::try_from(rules.upload_max_mb.max(1))
            .ok()
            .map(|n| n * MB);
        limits.title_max = Some(whole(rules.title_max));
        limits.synopsis_min = Some(whole(rules.synopsis_min));
        limits.synopsis_max = Some(whole(rules.synopsis_max));
        limits.made_since = rules.made_since.or(limits.made_since);
        limits.ai = match rules.ai_policy {
            AiPolicy::Forbidden => AiUse::None,
            AiPolicy::Allowed | AiPolicy::Disclosed | AiPolicy::Required => AiUse::Generated,
        };
        if rules.synopsis_min == 0 {
            limits.required.retain(|field| *field != Required::Synopsis);
        }
        let wanted: Vec<Language> = rules
            .subtitle_languages
            .iter()
            .map(|language| Language::of_tag(language.code()))
            .collect();
        // The check knows three languages; submission itself holds the others.
        match rules.subtitles {
            SubtitleRule::Optional => {}
            SubtitleRule::One => {
                limits.subtitles = Vec::new();
                if !wanted.contains(&Language::Other) {
                    limits.subtitles_one_of = wanted;
                }
            }
            SubtitleRule::All => {
                let known = wanted.into_iter().filter(|l| *l != Language::Other);
                limits.subtitles = known.collect();
            }
        }
        limits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contest_decides_what_it_fixes_and_the_profile_the_rest() {
        let profile = Limits {
            duration_min_s: Some(30.0),
            duration_max_s: Some(60.0),
            title_max: Some(5),
            tags_max: Some(4),
            ai: AiUse::None,
            ..Limits::default()
        };
        let rules = EntryRules {
            duration_min_s: None,
            duration_max_s: Some(300),
            ..EntryRules::default()
        };
        let held = profile.within(&rules);
        assert_eq!(
            (held.duration_min_s, held.duration_max_s),
            (Some(30.0), Some(300.0))
        );
        assert_eq!((held.title_max, held.tags_max), (Some(60), Some(4)));
        assert_eq!(held.ai, AiUse::Generated);
        let forbidden = EntryRules {
            ai_policy: AiPolicy::Forbidden,
            ..rules
        };
        assert_eq!(Limits::default().within(&forbidden).ai, AiUse::None);
    }

    #[test]
    fn subtitles_in_one_of_several_languages_are_not_asked_for_in_all() {
        let languages = [Language::Zh, Language::Ru].map(|l| l.code());
        let rules = |subtitles| EntryRules {
            subtitles,
            subtitle_languages: languages
                .iter()
                .filter_map(|code| crate::i18n::Language::parse(code))
                .collect(),
            ..EntryRules::default()
        };
        let one = Limits::default().within(&rules(SubtitleRule::One));
        assert_eq!(one.subtitles_one_of, [Language::Zh, Language::Ru]);
        assert_eq!(one.subtitles, []);
        let all = Limits::default().within(&rules(SubtitleRule::All));
        assert_eq!(all.subtitles, [Language::Zh, Language::Ru]);
    }
}
