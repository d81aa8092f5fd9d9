use super::*;

#[test]
fn a_light_is_a_filled_badge_with_black_text_in_every_coloured_theme() {
    for palette in [Palette::Clear, Palette::Sky] {
        for depth in [Depth::Indexed, Depth::True] {
            let theme = Theme::new(Display { palette, depth, ..Display::default() });
            let fills: Vec<_> = Light::ALL.map(|l| theme.badge(l).bg).to_vec();
            assert!(fills.iter().all(Option::is_some));
            assert!(fills[0] != fills[1] && fills[1] != fills[2] && fills[0] != fills[2]);
            assert!(matches!(
                theme.badge(Light::Red).fg,
                Some(Color::Rgb(0, 0, 0) | Color::Indexed(16))
            ));
        }
    }
}

/// How bright a colour is in the palettes of xterm and of the Linux console, and how bold
/// changes it.
fn luminance(colour: Color, bold: bool, xterm: bool) -> f64 {
    let (low, high) = if xterm { (0xcd, 0xff) } else { (0xaa, 0xff) };
    let (red, green, blue) = match colour {
        Color::Black if bold => (0x55, 0x55, 0x55),
        Color::Black => (0, 0, 0),
        Color::Green => (0, low, 0),
        Color::Yellow if xterm => (low, low, 0),
        Color::Yellow => (low, 0x55, 0),
        Color::Red => (low, 0, 0),
        Color::Cyan => (0, low, low),
        Color::Gray if bold => (high, high, high),
        Color::Gray => (low, low, low),
        Color::LightYellow => (0xff, 0xff, if xterm { 0 } else { 0x55 }),
        Color::LightRed => (0xff, if xterm { 0 } else { 0x55 }, if xterm { 0 } else { 0x55 }),
        other => panic!("{other:?} is none of sixteen"),
    };
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
}

#[test]
fn badges_of_few_colours_are_told_apart_and_read() {
    for palette in [Palette::Clear, Palette::Sky] {
        for depth in [Depth::Eight, Depth::Sixteen] {
            let theme = Theme::new(Display { palette, depth, ..Display::default() });
            let fills = Light::ALL.map(|light| theme.badge(light).bg);
            assert!(fills[0] != fills[1] && fills[1] != fills[2] && fills[0] != fills[2]);
            for light in Light::ALL {
                let style = theme.badge(light);
                let bold = style.add_modifier.contains(Modifier::BOLD);
                for xterm in [true, false] {
                    let ink = luminance(style.fg.expect("ink"), bold, xterm);
                    let fill = luminance(style.bg.expect("a fill"), false, xterm);
                    let contrast = (ink.max(fill) + 0.05) / (ink.min(fill) + 0.05);
                    assert!(contrast > 3.5, "{palette:?} {depth:?} {light:?} {contrast:.1}");
                }
            }
            assert_eq!((theme.quiet().fg, theme.quiet().bg), (None, None));
        }
    }
}

type Rgb = [f64; 3];

/// A colour of the full palette in linear light.
fn linear(colour: Option<Color>) -> Rgb {
    let Some(Color::Rgb(r, g, b)) = colour else { panic!("{colour:?} is no true colour") };
    [r, g, b].map(|value| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

fn bright([r, g, b]: Rgb) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Contrast after WCAG 2.2.
fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn times(matrix: [Rgb; 3], [r, g, b]: Rgb) -> Rgb {
    matrix.map(|[x, y, z]| (x * r + y * g + z * b).clamp(0.0, 1.0))
}

/// The colour in CIELAB, under D65.
fn lab(rgb: Rgb) -> Rgb {
    let xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]];
    let white = [0.95047, 1.0, 1.08883];
    let part = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let [x, y, z] = times(xyz, rgb);
    let [x, y, z] = [x / white[0], y / white[1], z / white[2]].map(part);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// Everybody's sight, and what Machado, Oliveira and Fernandes (2009) compute for people
/// without one kind of cones.
const SIGHTS: [[Rgb; 3]; 4] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
    [
        [1.255_528, -0.076_749, -0.178_779],
        [-0.078_411, 0.930_809, 0.147_602],
        [0.004_733, 0.691_367, 0.303_900],
    ],
];

#[test]
fn text_on_a_light_is_read_and_lights_are_told_apart_by_the_colour_blind() {
    for palette in [Palette::Clear, Palette::Sky, Palette::Classic] {
        let theme = Theme::new(Display { palette, depth: Depth::True, ..Display::default() });
        let fills = Light::ALL.map(|light| linear(theme.badge(light).bg));
        for (light, fill) in Light::ALL.into_iter().zip(fills) {
            let ink = bright(linear(theme.badge(light).fg));
            assert!(contrast(ink, bright(fill)) >= 4.5, "{palette:?} {light:?}");
            // A field of it stands out from a dark ground.
            let dark = bright(linear(Some(Color::Rgb(0x1e, 0x1e, 0x1e))));
            assert!(contrast(bright(fill), dark) >= 3.0, "{palette:?} {light:?}");
        }
        for (index, sight) in SIGHTS.into_iter().enumerate() {
            // Classic is for rooms in which everybody tells red from green.
            if palette == Palette::Classic && index > 0 {
                continue;
            }
            let [green, yellow, red] = fills.map(|fill| lab(times(sight, fill)));
            for (a, b) in [(green, yellow), (yellow, red), (green, red)] {
                let squares = (0..3).map(|i| (a[i] - b[i]).powi(2));
                let apart = squares.sum::<f64>().sqrt();
                assert!(apart > 30.0, "{palette:?}, sight {index}: {apart:.1}");
            }
        }
    }
}

#[test]
fn rules_and_seats_are_seen_on_dark_and_light_grounds() {
    // 243 of the 256 colours.
    assert_eq!(Theme::new(Display::default()).quiet().fg, Some(Color::Indexed(243)));
    let grey = bright(linear(Some(Color::Rgb(0x76, 0x76, 0x76))));
    for ground in [0x00, 0x1e, 0xff] {
        let ground = bright(linear(Some(Color::Rgb(ground, ground, ground))));
        assert!(contrast(grey, ground) >= 3.0);
    }
}

#[test]
fn the_contract_names_the_colours() {
    let indexed = Theme::new(Display::default());
    let lights = Light::ALL.map(|l| indexed.badge(l).bg);
    assert_eq!(
        lights,
        [Some(Color::Indexed(36)), Some(Color::Indexed(227)), Some(Color::Indexed(166))]
    );
    let rgb = Theme::new(Display { depth: Depth::True, ..Display::default() });
    assert_eq!(rgb.badge(Light::Green).bg, Some(Color::Rgb(0x00, 0x9e, 0x73)));
}

#[test]
fn the_plain_theme_knows_no_colour() {
    let theme = Theme::new(Display { palette: Palette::Plain, ..Display::default() });
    for style in
        [theme.badge(Light::Red), theme.warning(), theme.alarm(), theme.quiet(), theme.strong()]
    {
        assert_eq!((style.fg, style.bg), (None, None));
    }
}

#[test]
fn shapes_letters_and_arrows_differ_without_colour() {
    for ascii in [false, true] {
        let theme = Theme::new(Display { ascii, ..Display::default() });
        let mut shorts = Light::ALL.map(|l| theme.short(l)).to_vec();
        shorts.extend(Direction::ALL.map(|d| theme.arrow(d)));
        let count = shorts.len();
        shorts.sort_unstable();
        shorts.dedup();
        assert_eq!(shorts.len(), count);
        assert_eq!(ascii, shorts.iter().all(|s| s.is_ascii()));
    }
}
