//! Pictures as PNG, for a chat or a slide that takes no SVG: the same picture in dots.
//!
//! The font is a part of the program, so a picture is the same on every machine. It has letters of
//! Europe, the Near East and the Caucasus; those that it lacks are named.

use std::io::{self, Read};
use std::sync::Arc;

use flate2::read::ZlibDecoder;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Group, Node, Options, Tree};

/// A picture in dots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Png {
    /// The file.
    pub bytes: Vec<u8>,
    /// Letters that the font lacks, each once, in the order of the picture.
    pub missing: String,
}

/// The reasons why there is no picture in dots.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PngError {
    /// There would be more dots than a picture may have.
    #[error(
        "the picture would have {width} x {height} dots, and a PNG of this program has at most \
         {MOST_DOTS}"
    )]
    TooLarge {
        /// Dots from left to right.
        width: u32,
        /// Dots from top to bottom.
        height: u32,
    },
    /// The picture cannot be drawn.
    #[error("the picture cannot be drawn: {0}")]
    Undrawn(String),
}

/// The font in two weights, compressed.
const FONTS: [&[u8]; 2] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/regular.ttf.z")),
    include_bytes!(concat!(env!("OUT_DIR"), "/bold.ttf.z")),
];
/// The most dots: 128 MiB while it is drawn.
const MOST_DOTS: u32 = 32 << 20;
/// Dots for a unit of the picture: as wide as a slide.
const SCALE: f32 = 1.5;
/// The sign that every font has for a letter that it lacks.
const NO_SIGN: u16 = 0;

/// Draws a picture of ours. One with too many dots at full size is drawn with fewer, down to a dot
/// for each unit.
pub fn png(svg: &str) -> Result<Png, PngError> {
    let undrawn = |error: &dyn std::fmt::Display| PngError::Undrawn(error.to_string());
    let options = options().map_err(|error| undrawn(&error))?;
    let tree = Tree::from_str(svg, &options).map_err(|error| undrawn(&error))?;
    let size = tree.size().to_int_size();
    let dots = |scale: f32| size.scale_by(scale).filter(|s| fits(s.width(), s.height()));
    let (scale, dots) = [SCALE, 1.0]
        .into_iter()
        .find_map(|scale| Some((scale, dots(scale)?)))
        .ok_or(PngError::TooLarge { width: size.width(), height: size.height() })?;
    let mut pixmap =
        Pixmap::new(dots.width(), dots.height()).ok_or_else(|| undrawn(&"it has no size"))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let bytes = pixmap.encode_png().map_err(|error| undrawn(&error))?;
    let mut missing = String::new();
    find_missing(tree.root(), &mut missing);
    Ok(Png { bytes, missing })
}

fn fits(width: u32, height: u32) -> bool {
    width.checked_mul(height).is_some_and(|dots| dots <= MOST_DOTS)
}

/// One font, and no other of this machine.
fn options() -> io::Result<Options<'static>> {
    let mut options = Options::default();
    let fonts = Arc::make_mut(&mut options.fontdb);
    for packed in FONTS {
        let mut font = Vec::new();
        ZlibDecoder::new(packed).read_to_end(&mut font)?;
        fonts.load_font_data(font);
    }
    Ok(options)
}

/// Adds the letters of a part of the picture for which the font has no sign.
fn find_missing(part: &Group, missing: &mut String) {
    for node in part.children() {
        match node {
            Node::Group(group) => find_missing(group, missing),
            Node::Text(text) => {
                let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                for letter in glyphs.filter(|g| g.id.0 == NO_SIGN).flat_map(|g| g.text.chars()) {
                    if !missing.contains(letter) {
                        missing.push(letter);
                    }
                }
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, words: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" font-family=\"system-ui, 'DejaVu Sans'\">\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\
             <text x=\"10\" y=\"40\" font-size=\"30\" fill=\"#000000\">{words}</text></svg>"
        )
    }

    /// The size that the file says, and how many of its dots are dark.
    fn seen(png: &Png) -> (u32, u32, usize) {
        let dots = Pixmap::decode_png(&png.bytes).unwrap();
        let dark = dots.pixels().iter().filter(|dot| dot.red() < 128).count();
        (dots.width(), dots.height(), dark)
    }

    #[test]
    fn text_is_drawn_with_the_font_of_the_program() {
        let (nothing, words) = (png(&picture(400, 60, "")), png(&picture(400, 60, "Speed ▲↑ Ä я")));
        let (nothing, words) = (nothing.unwrap(), words.unwrap());
        assert_eq!(seen(&nothing), (600, 90, 0));
        assert!(seen(&words).2 > 500, "{:?}", seen(&words));
        assert_eq!(words.missing, "");
    }

    #[test]
    fn letters_that_the_font_lacks_are_named_once() {
        assert_eq!(png(&picture(400, 60, "東京 and 東")).unwrap().missing, "東京");
    }

    #[test]
    fn a_wide_picture_has_fewer_dots_and_one_that_is_too_large_is_refused() {
        let wide = png(&picture(20_000, 1_000, "")).unwrap();
        assert_eq!(seen(&wide), (20_000, 1_000, 0));
        let refused = PngError::TooLarge { width: 40_000, height: 1_000 };
        assert_eq!(png(&picture(40_000, 1_000, "")), Err(refused));
    }
}
