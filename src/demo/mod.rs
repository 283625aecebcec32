//! The demonstration contest.
