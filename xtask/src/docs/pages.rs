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
    let scenes = scenes::all();
    let screens: Vec<_> = scenes.iter().map(|scene| (scene.title, &scene.frame)).collect();
    let titles: Vec<_> = screens.iter().map(|(title, _)| *title).collect();
    let sheet = Page {
        path: "docs/img/contact-sheet.svg".to_owned(),
        text: svg::contact_sheet(&screens, "The main screens", &titles.join("; ")),
    };
    let pictures = scenes.iter().map(|scene| Page {
        path: format!("docs/img/{}.svg", scene.name),
        text: svg::picture(&scene.frame, scene.title, scene.words),
    });
    let methods = Page { path: "docs/methods.md".to_owned(), text: methods::page() };
    [keys, methods, sheet].into_iter().chain(pictures).collect()
}
