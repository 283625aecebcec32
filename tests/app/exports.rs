//! Promises of this domain.
