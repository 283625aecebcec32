//! The one integration binary. Each domain has a file; `support` is the harness.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod support;

mod accounts;
mod architecture;
mod browser;
mod contests;
mod crash;
mod demo;
mod entries;
mod exports;
mod i18n;
mod judging;
mod mail;
mod media;
mod page_scripts;
mod pages;

mod receipts;
mod recent;
mod results;
mod schema;
mod screening;
mod screenshots;
mod security;
mod smtp;
mod storage;
mod story;
mod theme;
mod tour;
