//! The address of the voting page as a QR code.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules around the dark ones, without which readers find no code.
const QUIET: u16 = 4;
/// Units of a picture for one module.
const UNIT: u32 = 16;

/// A QR code with its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinCode {
    dark: Vec<bool>,
    size: u16,
}

impl JoinCode {
    /// The code of an address. In capitals it needs the fewest modules, and leads to the same page.
    /// None: the address is too long for any code.
    pub fn new(url: &str) -> Option<Self> {
        let code = QrCode::encode_text(&url.to_ascii_uppercase(), QrCodeEcc::Low).ok()?;
        let quiet = i32::from(QUIET);
        let side = -quiet..code.size() + quiet;
        let rows = side.clone().flat_map(|y| side.clone().map(move |x| (x, y)));
        let dark = rows.map(|(x, y)| code.get_module(x, y)).collect();
        Some(Self { dark, size: u16::try_from(code.size()).ok()? + 2 * QUIET })
    }

    /// Modules of a side, with the quiet zone.
    pub const fn size(&self) -> u16 {
        self.size
    }

    /// True for a dark module; outside of the code all is light.
    pub fn is_dark(&self, column: u16, row: u16) -> bool {
        let at = usize::from(row) * usize::from(self.size) + usize::from(column);
        column < self.size && self.dark.get(at).copied().unwrap_or(false)
    }
}

/// The code of an address as a picture.
pub fn svg(url: &str) -> Option<String> {
    let code = JoinCode::new(url)?;
    let side = u32::from(code.size()) * UNIT;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" \
         height=\"{side}\" shape-rendering=\"crispEdges\"><rect width=\"{side}\" \
         height=\"{side}\" fill=\"#ffffff\"/><path fill=\"#000000\" d=\""
    );
    for row in 0..code.size() {
        for column in (0..code.size()).filter(|column| code.is_dark(*column, row)) {
            let (x, y) = (u32::from(column) * UNIT, u32::from(row) * UNIT);
            _ = write!(out, "M{x} {y}h{UNIT}v{UNIT}h-{UNIT}z");
        }
    }
    out.push_str("\"/></svg>\n");
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_the_room_takes_thirty_three_cells_with_its_quiet_zone() {
        let code = JoinCode::new("http://192.168.178.23:7373/K7QM2").unwrap();
        assert_eq!(code.size(), 33);
        for at in 0..33 {
            assert!((0..4).all(|edge| !code.is_dark(at, edge) && !code.is_dark(edge, at)));
        }
        // The three corners by which readers find it.
        assert!([(4, 4), (28, 4), (4, 28)].iter().all(|(x, y)| code.is_dark(*x, *y)));
        assert!(!code.is_dark(33, 4) && !code.is_dark(4, 33));
        assert_eq!(code, JoinCode::new("HTTP://192.168.178.23:7373/k7qm2").unwrap());
        assert_eq!(JoinCode::new(&"x".repeat(5000)), None);
    }

    #[test]
    fn a_picture_has_a_square_for_each_dark_module() {
        let code = JoinCode::new("http://10.0.0.1:7373/K7QM2").unwrap();
        let dark = (0..33).flat_map(|x| (0..33).map(move |y| (x, y)));
        let dark = dark.filter(|(x, y)| code.is_dark(*x, *y)).count();
        let svg = svg("http://10.0.0.1:7373/K7QM2").unwrap();
        assert_eq!(svg.matches("h16v16h-16z").count(), dark);
        assert!(super::super::png::png(&svg).unwrap().missing.is_empty());
    }
}
