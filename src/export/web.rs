//! What pages for browsers have in common: languages and words, fields of a card, text of people
//! inside HTML, and how script and style are sent.

pub(super) mod assets;
pub(super) mod fields;
pub(super) mod html;
mod lang;
#[cfg(test)]
pub(super) mod markup;
pub(super) mod words;

pub use lang::Lang;
