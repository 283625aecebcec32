//! Tables out: CSV, XLSX, JSON Lines, and the contest file.

pub mod contest_file;
pub mod forms;
pub mod pages;
pub mod store;
pub mod tables;
