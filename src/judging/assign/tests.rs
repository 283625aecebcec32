//! Promises of the assignment.

mod blocked;
mod drawing;
mod files;
mod solving;
mod support;
