//! The languages of the words around the cards.

/// A language of the words around the cards. Cards stay as the team wrote them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl Lang {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::En, Self::De];

    /// The one that a browser likes best, by its `Accept-Language`; English where it knows neither.
    pub fn of(accept_language: &str) -> Self {
        let ranges = accept_language.split(',').map(|range| {
            let mut parts = range.split(';').map(str::trim);
            let tag = parts.next().unwrap_or("");
            let quality = parts.find_map(|part| part.strip_prefix("q=")).unwrap_or("1");
            (tag.split('-').next().unwrap_or(""), quality.parse().unwrap_or(0.0_f32))
        });
        let known = ranges.filter_map(|(tag, quality)| Some((Self::from_word(tag)?, quality)));
        // The first one of several that are liked as much.
        known
            .filter(|(_, quality)| *quality > 0.0)
            .reduce(|best, one| if one.1 > best.1 { one } else { best })
            .map_or(Self::En, |(lang, _)| lang)
    }

    /// Its code, as in `<html lang>`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// Its own name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
        }
    }

    /// Reads a code, in any case.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.word().eq_ignore_ascii_case(word))
    }
}
