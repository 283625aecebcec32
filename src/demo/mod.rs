//! The demonstration contest, told through the domain's own verbs: what a visitor of `shortlist demo` sees was set up,
//! submitted, screened, scored and published by the same functions that the pages call.

pub mod content;
