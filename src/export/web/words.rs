//! The words of pages, in tables. Cards stay as the team wrote them.

use super::Lang;

/// Key, English, German. `{0}` and `{1}` are numbers or names.
pub type Entry = (&'static str, &'static str, &'static str);

/// What every page says of a card.
pub const COMMON: &[Entry] = &[
    ("who", "Who are you?", "Wer bist du?"),
    ("card-of", "Card {0} of {1}", "Karte {0} von {1}"),
    ("vote", "Your vote", "Deine Stimme"),
    ("green", "Green", "Grün"),
    ("yellow", "Yellow", "Gelb"),
    ("red", "Red", "Rot"),
    ("direction", "Which way is it going?", "Wohin geht es?"),
    ("improving", "Improving", "Wird besser"),
    ("stable", "Stable", "Bleibt so"),
    ("worsening", "Worsening", "Wird schlechter"),
    ("comment", "Comment, if you like", "Kommentar, wenn du magst"),
    (
        "comment-open",
        "The reveal shows it without a name.",
        "Beim Aufdecken steht er ohne Namen da.",
    ),
    (
        "comment-named",
        "The reveal shows it with your name.",
        "Beim Aufdecken steht er mit deinem Namen da.",
    ),
    ("abstain", "I abstain", "Ich enthalte mich"),
    ("miss", "Would you miss this check?", "Würde dir dieser Check fehlen?"),
    ("would", "Yes", "Ja"),
    ("unsure", "Not sure", "Weiß nicht"),
    ("would-not", "No", "Nein"),
    ("best", "At best", "Im besten Fall"),
    ("worst", "At worst", "Im schlechtesten Fall"),
];

/// The words of a page in one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    lang: Lang,
    own: &'static [Entry],
}

impl Words {
    /// The words of a page that says these beside those of all pages.
    pub const fn new(lang: Lang, own: &'static [Entry]) -> Self {
        Self { lang, own }
    }

    fn entries(self) -> impl Iterator<Item = &'static Entry> {
        self.own.iter().chain(COMMON)
    }

    const fn of(self, entry: &'static Entry) -> &'static str {
        match self.lang {
            Lang::En => entry.1,
            Lang::De => entry.2,
        }
    }

    /// The words for a key.
    pub fn say(self, key: &str) -> &'static str {
        // Every key that is used is in a table: a test of each page looks for it.
        self.entries().find(|entry| entry.0 == key).map_or("", |entry| self.of(entry))
    }

    /// The words for a key, with numbers in their places.
    pub fn fill(self, key: &str, numbers: &[usize]) -> String {
        let places = numbers.iter().enumerate();
        places.fold(self.say(key).to_owned(), |said, (place, number)| {
            said.replace(&format!("{{{place}}}"), &number.to_string())
        })
    }

    /// Words that the script says anew in another language.
    pub fn span(self, key: &str) -> String {
        format!("<span data-w={key}>{}</span>", self.say(key))
    }

    /// The same, with numbers in their places.
    pub fn span_of(self, key: &str, numbers: &[usize]) -> String {
        let given: Vec<String> = numbers.iter().map(usize::to_string).collect();
        let (given, said) = (given.join(" "), self.fill(key, numbers));
        format!("<span data-w={key} data-n=\"{given}\">{said}</span>")
    }

    /// All words, as JSON.
    pub fn all(self) -> serde_json::Map<String, serde_json::Value> {
        self.entries().map(|entry| (entry.0.to_owned(), self.of(entry).into())).collect()
    }

    /// All words as JSON, for each key those of all languages in their order.
    pub fn in_all_languages(own: &'static [Entry]) -> serde_json::Map<String, serde_json::Value> {
        let all = Lang::ALL.map(|lang| Self::new(lang, own));
        let said = |entry| all.map(|words| words.of(entry)).into();
        all[0].entries().map(|entry| (entry.0.to_owned(), said(entry))).collect()
    }
}
