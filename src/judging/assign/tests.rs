//! Promises of the assignment.

mod blocked;
mod drawing;
mod files;
mod published;
mod solving;
mod support;
