//! How often one address may do what costs us: in memory, generous, since whole universities share an address.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::error::{Error, Result};

/// Limits by address. What an account may do is counted in the database instead; see `accounts/store.rs`.
pub struct Limits {
    /// Sign-in, sign-up, password links: each costs a hash or a mail.
    costly: DefaultKeyedRateLimiter<IpAddr>,
    /// Every other unsafe request.
    writes: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
}

impl Limits {
    pub fn for_visitors() -> Self {
        Self::new(120, 3_000)
    }

    /// For load tests on loopback and for the test suite.
    pub fn none() -> Self {
        Self::new(u32::MAX, u32::MAX)
    }

    fn new(costly_a_minute: u32, writes_a_minute: u32) -> Self {
        let quota = |n: u32| Quota::per_minute(NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN));
        Self {
            costly: RateLimiter::keyed(quota(costly_a_minute)),
            writes: RateLimiter::keyed(quota(writes_a_minute)),
            clock: DefaultClock::default(),
        }
    }

    pub fn costly(&self, from: IpAddr) -> Result<()> {
        self.check(&self.costly, from)
    }

    pub fn write(&self, from: IpAddr) -> Result<()> {
        self.check(&self.writes, from)
    }

    fn check(&self, limiter: &DefaultKeyedRateLimiter<IpAddr>, from: IpAddr) -> Result<()> {
        limiter.check_key(&from).map_err(|until| {
            Error::TooMany(
                until
                    .wait_time_from(self.clock.now())
                    .max(Duration::from_secs(1)),
            )
        })
    }

    /// Forgets addresses that have been quiet.
    pub fn shrink(&self) {
        self.costly.retain_recent();
        self.writes.retain_recent();
    }
}
