//! The words of the page, in one table. Cards stay as the team wrote them.

use super::Lang;
use crate::export::web::words::{Entry, Words};

/// What this page says beside the words of all pages.
pub(super) const WORDS: &[Entry] = &[
    // Coming in.
    ("title", "Vote", "Abstimmen"),
    (
        "join-why",
        "Vote on this device. Nobody sees your vote before the reveal.",
        "Stimme auf diesem Gerät ab. Vor dem Aufdecken sieht niemand deine Stimme.",
    ),
    ("join", "Join", "Mitmachen"),
    ("taken", "taken", "vergeben"),
    (
        "full",
        "All {0} seats are taken. Ask at the shared screen for one more.",
        "Alle {0} Plätze sind vergeben. Bitte am gemeinsamen Bildschirm um einen weiteren.",
    ),
    ("reload", "Try again", "Noch einmal versuchen"),
    ("else", "Somebody else votes here", "Hier stimmt noch jemand ab"),
    (
        "else-why",
        "This device then votes for them. Your own votes stay as they are.",
        "Dieses Gerät stimmt dann für sie oder ihn ab. Deine Stimmen bleiben, wie sie sind.",
    ),
    ("else-join", "Take another seat", "Noch einen Platz nehmen"),
    // A card.
    (
        "few",
        "Fewer than {0} votes are neither shown nor kept, and comments neither.",
        "Weniger als {0} Stimmen werden weder gezeigt noch behalten, Kommentare auch nicht.",
    ),
    ("give", "Give this vote", "Stimme abgeben"),
    // What became of a card.
    (
        "revealed",
        "Revealed. It is on the shared screen.",
        "Aufgedeckt. Sieh auf den gemeinsamen Bildschirm.",
    ),
    ("skipped", "Skipped. No votes are taken here.", "Ausgelassen. Hier wird nicht abgestimmt."),
    ("closed", "This check is closed. Thank you!", "Dieser Check ist geschlossen. Danke!"),
    (
        "done",
        "All cards are done. Look at the shared screen.",
        "Alle Karten sind fertig. Sieh auf den gemeinsamen Bildschirm.",
    ),
    ("is-revealed", "revealed", "aufgedeckt"),
    ("is-skipped", "skipped", "ausgelassen"),
    ("is-closed", "closed", "geschlossen"),
    // Going about.
    ("all", "All cards", "Alle Karten"),
    ("next", "Next card", "Nächste Karte"),
    ("room", "The shared screen is at:", "Der gemeinsame Bildschirm zeigt:"),
    ("go", "Go there", "Dorthin"),
    // What became of a vote.
    (
        "mine",
        "You gave: {0}. You can change it until the reveal.",
        "Du hast abgegeben: {0}. Bis zum Aufdecken kannst du es ändern.",
    ),
    ("given", "given", "abgegeben"),
    ("all-given", "all given", "alle abgegeben"),
    ("away", "You can put the phone away.", "Du kannst das Telefon weglegen."),
    ("choose", "Choose a vote first, or abstain.", "Wähle zuerst eine Stimme, oder enthalte dich."),
    (
        "not-sent",
        "Not sent yet. It tries again by itself.",
        "Noch nicht gesendet. Es versucht es von selbst noch einmal.",
    ),
    (
        "anew",
        "This card is voted on anew. Please vote again.",
        "Über diese Karte wird neu abgestimmt. Bitte stimme noch einmal ab.",
    ),
    (
        "too-long",
        "Your comments together are too long to send. Please shorten one.",
        "Deine Kommentare sind zusammen zu lang. Bitte kürze einen.",
    ),
    (
        "offline",
        "No connection. Same Wi-Fi? It tries again by itself.",
        "Keine Verbindung. Selbes WLAN? Es versucht es von selbst noch einmal.",
    ),
    (
        "gone",
        "There is no check at this address any more. Scan the code on the shared screen again.",
        "Unter dieser Adresse läuft kein Check mehr. Scanne den Code am gemeinsamen Bildschirm neu.",
    ),
    (
        "outdated",
        "The program on the shared screen is another version now. Load this page again.",
        "Das Programm am gemeinsamen Bildschirm hat jetzt eine andere Version. Lade diese Seite neu.",
    ),
    ("load", "Load again", "Neu laden"),
    (
        "other-tab",
        "Another tab or window has voted with this seat. Go on there, or ask at the shared \
      screen to free the seat.",
        "Ein anderer Tab hat mit diesem Platz abgestimmt. Mach dort weiter, oder lass den Platz am \
      gemeinsamen Bildschirm freigeben.",
    ),
    (
        "freed",
        "Your seat was freed. Join again to vote.",
        "Dein Platz wurde freigegeben. Mach noch einmal mit, um abzustimmen.",
    ),
    // What became of a plain form.
    (
        "note-not-open",
        "That card takes no votes now. Your vote was not taken.",
        "Diese Karte nimmt jetzt keine Stimmen an. Deine Stimme wurde nicht genommen.",
    ),
    (
        "note-name-taken",
        "Somebody has joined with that name. Choose another one.",
        "Mit diesem Namen ist schon jemand dabei. Wähle einen anderen.",
    ),
    (
        "note-no-seat",
        "This device has no seat, or has voted in another way. Your vote was not taken.",
        "Dieses Gerät hat keinen Platz oder hat anders abgestimmt. Deine Stimme wurde nicht genommen.",
    ),
    (
        "note-malformed",
        "That vote could not be read. Please vote again.",
        "Diese Stimme war nicht zu lesen. Bitte stimme noch einmal ab.",
    ),
    (
        "note-too-many",
        "Too many votes at once. Wait a minute, then vote again.",
        "Zu viele Stimmen auf einmal. Warte eine Minute, dann stimme noch einmal ab.",
    ),
    // Sealed, or not.
    (
        "sealed",
        "Your vote is sealed on this device. Only the reveal opens it.",
        "Deine Stimme wird auf diesem Gerät versiegelt. Erst das Aufdecken öffnet sie.",
    ),
    (
        "unsealed",
        "Without JavaScript your vote is not sealed: who listens on this network can read it. \
      After each vote this page comes back; no message means that the vote was taken.",
        "Ohne JavaScript wird deine Stimme nicht versiegelt: Wer in diesem Netz mithört, kann sie lesen. \
      Nach jeder Stimme kommt diese Seite wieder; steht da keine Meldung, wurde sie genommen.",
    ),
];

/// All words of the page in a language.
pub(super) const fn in_language(lang: Lang) -> Words {
    Words::new(lang, WORDS)
}

/// All words of the page in all languages.
pub(super) fn in_all_languages() -> serde_json::Map<String, serde_json::Value> {
    Words::in_all_languages(WORDS)
}
