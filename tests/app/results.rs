//! Promises about results.

use crate::security::{Access, World};
use crate::support::TestApp;

/// Who may do what at the routes of this domain.
pub async fn access(_app: &TestApp, _world: &World) -> Vec<Access> {
    Vec::new()
}
