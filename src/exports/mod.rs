//! Tables out: CSV, XLSX, JSON Lines, and the contest file.

pub mod contest_file;
pub mod pages;
