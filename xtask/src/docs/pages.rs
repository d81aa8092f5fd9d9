//! Everything in `docs/` that is made from the program. Writes nothing.

mod methods;
mod scenes;
mod svg;

/// A file that is made.
pub struct Page {
    /// Where it belongs, from the root of the repository.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// All of them, the same at each call: neither clock nor machine has a say.
pub fn all() -> Vec<Page> {
    let keys = Page {
        path: "docs/keys.md".to_owned(),
        text: squadcheck::messages::keys_page(&squadcheck::keys::Keys::default()),
    };
    let pictures = scenes::all().into_iter().map(|scene| Page {
        path: format!("docs/img/{}.svg", scene.name),
        text: svg::picture(&scene.frame, scene.title, scene.words),
    });
    let methods = Page { path: "docs/methods.md".to_owned(), text: methods::page() };
    [keys, methods].into_iter().chain(pictures).collect()
}
