//! The routes of the program, filed by the pieces of their paths.
//!
//! actix-web tries routes one after the other, with a regular expression for each path that has a `{name}` in it: with
//! two hundred of them that took a fifth of a page's time. Here they are collected first and then registered as nested
//! scopes, so that a request is compared with a few paths on each level.

use actix_web::{Route, web};

/// Routes of a path are a scope of their own from this many on.
const SCOPE: usize = 4;

/// Collects routes under their whole paths; [`Routes::install`] registers them.
///
/// A name (`{id}`) that stands at one place of a path is the same in all paths that share what is before it.
#[derive(Default)]
pub struct Routes(Vec<Filed>);

/// The pieces of a route's path, and the route.
type Filed = (Vec<&'static str>, Route);

impl Routes {
    /// Registers a route under its whole path, as `ServiceConfig::route` does.
    pub fn route(&mut self, path: &'static str, route: Route) -> &mut Self {
        let pieces = path.trim_start_matches('/').split('/').collect();
        self.0.push((pieces, route));
        self
    }

    /// Lets another file add its routes.
    pub fn configure(&mut self, more: impl FnOnce(&mut Self)) -> &mut Self {
        more(self);
        self
    }

    /// Hands all routes to the server.
    pub fn install(self, cfg: &mut web::ServiceConfig) {
        file(cfg, self.0, 0);
    }
}

/// Registers `routes`, whose first `depth` pieces are those of the scope `cfg`.
fn file(cfg: &mut web::ServiceConfig, routes: Vec<Filed>, depth: usize) {
    let mut groups: Vec<(&'static str, Vec<Filed>)> = Vec::new();
    for (pieces, route) in routes {
        match pieces.get(depth).copied() {
            // The scope's own path.
            None => {
                cfg.route("", route);
            }
            Some(piece) => match groups.iter_mut().find(|(name, _)| *name == piece) {
                Some((_, group)) => group.push((pieces, route)),
                None => groups.push((piece, vec![(pieces, route)])),
            },
        }
    }
    let names = groups.iter().filter(|(piece, _)| piece.starts_with('{'));
    debug_assert!(
        names.count() <= 1,
        "two names for one place of a path, of which one is never reached: {:?}",
        groups.iter().map(|(piece, _)| piece).collect::<Vec<_>>()
    );
    // A name matches anything, so what is fixed comes first.
    groups.sort_by_key(|(piece, _)| piece.starts_with('{'));
    for (piece, group) in groups {
        // Beyond a piece that is compared as it stands, a name is looked for only where that piece has matched.
        let is_fixed = !piece.starts_with('{');
        let hides_names = is_fixed && group.iter().any(|(pieces, _)| has_name(pieces, depth));
        if group.len() >= SCOPE || hides_names {
            let scope = web::scope(&format!("/{piece}"));
            cfg.service(scope.configure(|cfg| file(cfg, group, depth + 1)));
        } else {
            for (pieces, route) in group {
                let rest = pieces.get(depth..).unwrap_or_default().join("/");
                cfg.route(&format!("/{rest}"), route);
            }
        }
    }
}

/// Whether a path has a name after its first `depth` pieces.
fn has_name(pieces: &[&str], depth: usize) -> bool {
    let rest = pieces.get(depth..).unwrap_or_default();
    rest.iter().any(|piece| piece.starts_with('{'))
}
