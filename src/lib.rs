//! Shortlist runs a short-video competition from the call for entries to the certificates.
//!
//! The table of contents, in the order in which one may import the other; `docs/architecture.md` is the map.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

/// People who can sign in.
pub mod accounts;
/// What a running program holds.
pub mod app;
/// The command line.
pub mod cli;
/// Settings: flags, environment, defaults.
pub mod config;
/// Editions of the competition, their set-up, and who may do what in them.
pub mod contests;
/// SQL of both engines, transactions, ids, times.
pub mod db;
/// The filled demonstration contest.
pub mod demo;
/// Submitted works.
pub mod entries;
/// What can go wrong in a request.
pub mod error;
/// The audit trail.
pub mod events;
/// Tables out: CSV, XLSX, JSON Lines, the contest file.
pub mod exports;
/// Uploaded files, on disk or in an S3-compatible store.
pub mod files;
/// The three languages.
pub mod i18n;
/// Work done after the answer.
pub mod jobs;
/// Rounds, assignment, ballots.
pub mod judging;
/// The outbox and its delivery.
pub mod mail;
/// Their files.
pub mod media;
/// Rankings, awards, publication.
pub mod results;
/// The tables.
pub mod schema;
/// Accept, return, reject.
pub mod screening;
/// Routes and listening.
pub mod server;
/// The theme check.
pub mod theme;
/// Every URL, as functions.
pub mod urls;
/// HTTP without domain: pages, sessions, guards, forms.
pub mod web;
/// Spelling, alphabets and stems of the three languages.
pub mod words;
