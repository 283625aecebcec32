//! Why a judge should not score an entry: what the data say by themselves, and what became of it.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Id, Moment, text_enum};
use crate::entries::Entry;
use crate::schema::{conflicts, judge_ties};

text_enum! {
    /// What a conflict rests on; of several the first in this order.
    pub enum Grounds ("conflict-grounds") {
        /// The judge entered it.
        Account = "account",
        /// Judge and creator give the same organisation.
        Organisation = "organisation",
        /// The judge declared a tie to the creator's organisation.
        Tie = "tie",
        /// The judge named the entry.
        Declared = "declared",
        /// An admin knows of it.
        Noted = "noted",
        /// Their e-mail addresses are of one organisation's domain.
        Domain = "domain",
    }
}

text_enum! {
    /// What was decided about a conflict.
    pub enum ConflictState ("conflict-state") {
        /// Found, and nobody has looked at it yet.
        Found = "found",
        Confirmed = "confirmed",
        /// An admin looked and found none.
        Dismissed = "dismissed",
    }
}

impl Grounds {
    /// Whether these grounds alone keep a judge from an entry in a draw, before anybody has looked.
    pub fn bind_at_once(self) -> bool {
        !matches!(self, Self::Domain)
    }

    /// Nobody may ever score their own work.
    pub fn may_be_dismissed(self) -> bool {
        !matches!(self, Self::Account)
    }
}

/// A conflict of one judge with one entry.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = conflicts)]
pub struct Conflict {
    pub id: Id<Conflict>,
    pub contest_id: Id<Contest>,
    pub judge_id: Id<Account>,
    pub entry_id: Id<Entry>,
    pub grounds: Grounds,
    pub state: ConflictState,
    /// None when it was found by the data.
    pub noted_by: Option<Id<Account>>,
    pub noted_at: Moment,
    pub decided_by: Option<Id<Account>>,
    pub decided_at: Option<Moment>,
    /// In the words of whoever declared or noted it.
    pub note: String,
    /// Why it was confirmed or dismissed.
    pub reason: String,
}

/// An organisation that a judge says they have a tie to.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = judge_ties)]
pub struct Tie {
    pub id: Id<Tie>,
    pub organisation: String,
    pub declared_at: Moment,
}

/// A judge, as far as conflicts can be found.
#[derive(Clone, Debug)]
pub struct Bound {
    pub judge: Id<Account>,
    /// As [`super::assign::organisation`] makes it, as are the ties.
    pub organisation: String,
    pub ties: Vec<String>,
    pub domain: Option<String>,
}

/// Whose an entry is, as far as conflicts can be found.
#[derive(Clone, Debug)]
pub struct Authored {
    pub entry: Id<Entry>,
    pub creator: Id<Account>,
    pub organisation: String,
    pub domain: Option<String>,
}

/// The pairs of judge and entry that the data say are in conflict, each with the strongest grounds; by entry and judge.
pub fn found(judges: &[Bound], entries: &[Authored]) -> Vec<(Id<Account>, Id<Entry>, Grounds)> {
    let mut of_organisation: HashMap<&str, Vec<(usize, Grounds)>> = HashMap::new();
    let mut of_domain: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut of_account: HashMap<Id<Account>, usize> = HashMap::new();
    for (at, judge) in judges.iter().enumerate() {
        of_account.insert(judge.judge, at);
        let ties = judge.ties.iter().map(|tie| (tie, Grounds::Tie));
        for (name, grounds) in ties.chain([(&judge.organisation, Grounds::Organisation)]) {
            if !name.is_empty() {
                let known = of_organisation.entry(name.as_str()).or_default();
                known.push((at, grounds));
            }
        }
        if let Some(domain) = &judge.domain {
            of_domain.entry(domain.as_str()).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for entry in entries {
        let mut of: BTreeMap<usize, Grounds> = BTreeMap::new();
        let mut add = |at: usize, grounds: Grounds| {
            let known = of.entry(at).or_insert(grounds);
            *known = grounds.min(*known);
        };
        if let Some(at) = of_account.get(&entry.creator) {
            add(*at, Grounds::Account);
        }
        for (at, grounds) in of_organisation
            .get(entry.organisation.as_str())
            .into_iter()
            .flatten()
        {
            add(*at, *grounds);
        }
        let domain = entry
            .domain
            .as_deref()
            .and_then(|domain| of_domain.get(domain));
        for at in domain.into_iter().flatten() {
            add(*at, Grounds::Domain);
        }
        let found = of.into_iter();
        pairs.extend(found.map(|(at, grounds)| (judges[at].judge, entry.entry, grounds)));
    }
    pairs
}

/// Second parts of domains under a country's that belong to no organisation: in `pku.edu.cn` the last three parts count.
const SHARED: &[&str] = &[
    "ac", "co", "com", "edu", "gov", "int", "mil", "msk", "net", "org", "pp", "spb",
];

/// Mailboxes that anybody can have, in China, Russia and everywhere.
const PUBLIC: &[&str] = &[
    "126.com",
    "139.com",
    "163.com",
    "163.net",
    "188.com",
    "189.cn",
    "21cn.com",
    "263.net",
    "aliyun.com",
    "aol.com",
    "bk.ru",
    "foxmail.com",
    "fastmail.com",
    "gmail.com",
    "gmx.com",
    "gmx.de",
    "googlemail.com",
    "hey.com",
    "hotmail.com",
    "hotmail.ru",
    "icloud.com",
    "inbox.ru",
    "internet.ru",
    "list.ru",
    "live.cn",
    "live.com",
    "live.ru",
    "mac.com",
    "mail.com",
    "mail.ru",
    "mailbox.org",
    "me.com",
    "msn.com",
    "narod.ru",
    "netease.com",
    "outlook.com",
    "outlook.ru",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "rambler.ru",
    "sina.cn",
    "sina.com",
    "sogou.com",
    "sohu.com",
    "tom.com",
    "tutanota.com",
    "vk.com",
    "wo.cn",
    "ya.ru",
    "yahoo.cn",
    "yahoo.com",
    "yandex.com",
    "yandex.ru",
    "yeah.net",
    "zoho.com",
];

/// The family of an e-mail domain: what an organisation registered, without its parts (`art.pku.edu.cn` is of
/// `pku.edu.cn`). None for mailboxes that anybody can have.
pub fn family(domain: &str) -> Option<String> {
    let parts: Vec<&str> = domain.split('.').filter(|part| !part.is_empty()).collect();
    let shared = match parts.as_slice() {
        [.., second, last] => last.len() == 2 && SHARED.contains(second),
        _ => return None,
    };
    let count = if shared { 3 } else { 2 };
    let start = parts.len().checked_sub(count)?;
    let family = parts.get(start..)?.join(".");
    (!PUBLIC.contains(&family.as_str())).then_some(family)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_what_was_registered_and_public_mailboxes_have_none() {
        for (domain, expected) in [
            ("art.pku.edu.cn", Some("pku.edu.cn")),
            ("pku.edu.cn", Some("pku.edu.cn")),
            ("film.msu.ru", Some("msu.ru")),
            ("studio.example.org", Some("example.org")),
            ("vip.qq.com", None),
            ("mail.ru", None),
            ("edu.cn", None),
            ("localhost", None),
        ] {
            assert_eq!(family(domain).as_deref(), expected, "{domain}");
        }
    }

    fn judge(organisation: &str, ties: &[&str], domain: &str) -> Bound {
        Bound {
            judge: Id::new(),
            organisation: organisation.to_owned(),
            ties: ties.iter().map(|tie| (*tie).to_owned()).collect(),
            domain: family(domain),
        }
    }

    fn entry(creator: Id<Account>, organisation: &str, domain: &str) -> Authored {
        Authored {
            entry: Id::new(),
            creator,
            organisation: organisation.to_owned(),
            domain: family(domain),
        }
    }

    #[test]
    fn each_pair_is_found_once_on_its_strongest_grounds() {
        let judges = [
            judge("vgik", &["studio"], "vgik.ru"),
            judge("", &["vgik"], "mail.ru"),
            judge("elsewhere", &[], "cs.vgik.ru"),
        ];
        let entries = [
            entry(judges[0].judge, "vgik", "vgik.ru"),
            entry(Id::new(), "studio", "mail.ru"),
            entry(Id::new(), "", "mail.ru"),
        ];
        let expected = [
            (judges[0].judge, entries[0].entry, Grounds::Account),
            (judges[1].judge, entries[0].entry, Grounds::Tie),
            (judges[2].judge, entries[0].entry, Grounds::Domain),
            (judges[0].judge, entries[1].entry, Grounds::Tie),
        ];
        assert_eq!(found(&judges, &entries), expected);
    }

    #[test]
    fn only_a_shared_domain_waits_for_somebody_to_look() {
        for grounds in Grounds::ALL {
            assert_eq!(grounds.bind_at_once(), *grounds != Grounds::Domain);
            assert_eq!(grounds.may_be_dismissed(), *grounds != Grounds::Account);
        }
    }
}
