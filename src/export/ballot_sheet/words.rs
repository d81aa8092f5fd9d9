//! What a sheet says, in one table.

use crate::export::web::Lang;
use crate::export::web::words::{Entry, Words};

/// What a sheet says beside the words of all pages.
pub(super) const WORDS: &[Entry] = &[
    ("title", "Ballot sheet", "Stimmzettel"),
    // Before the cards.
    (
        "intro",
        "Fill in the cards, press Seal, and paste the code into the chat of your team.",
        "Fülle die Karten aus, drücke Versiegeln und füge den Code in den Chat deines Teams ein.",
    ),
    (
        "sends-nothing",
        "This page sends nothing. Nobody in the chat can read the code.",
        "Diese Seite sendet nichts. Im Chat kann niemand den Code lesen.",
    ),
    ("until", "Please send your code by:", "Bitte sende deinen Code bis:"),
    (
        "few",
        "Votes and comments on a card are shown and kept only if at least {0} people vote on it.",
        "Stimmen und Kommentare zu einer Karte werden nur gezeigt und behalten, wenn mindestens {0} \
         Leute über sie abstimmen.",
    ),
    (
        "room",
        "All your comments together have room for about 2,000 letters.",
        "Alle deine Kommentare zusammen haben Platz für etwa 2.000 Buchstaben.",
    ),
    ("fingerprint", "Fingerprint of this sheet:", "Fingerabdruck dieses Zettels:"),
    (
        "fingerprint-why",
        "The shared screen shows the same ten characters. If it does not, send no code.",
        "Der gemeinsame Bildschirm zeigt dieselben zehn Zeichen. Wenn nicht, sende keinen Code.",
    ),
    ("no-cards", "No card is open any more. Thank you!", "Es ist keine Karte mehr offen. Danke!"),
    // In the cards.
    ("clear", "Clear this card", "Diese Karte leeren"),
    ("leave-out", "You may leave this one out.", "Diese Frage darfst du auslassen."),
    ("choose", "Choose a vote here, or abstain.", "Wähle hier eine Stimme, oder enthalte dich."),
    ("choose-name", "Choose your name first.", "Wähle zuerst deinen Namen."),
    // Sealing.
    ("finish", "Seal your votes", "Deine Stimmen versiegeln"),
    ("count", "{0} of {1} cards answered.", "{0} von {1} Karten beantwortet."),
    (
        "rest",
        "Cards without an answer are sent without a vote.",
        "Karten ohne Antwort werden ohne Stimme gesendet.",
    ),
    (
        "room-left",
        "Your comments have room for about {0} more letters.",
        "Deine Kommentare haben noch Platz für etwa {0} Buchstaben.",
    ),
    (
        "too-long",
        "Your comments together are about {0} letters too long. Please shorten one.",
        "Deine Kommentare sind zusammen um etwa {0} Buchstaben zu lang. Bitte kürze einen.",
    ),
    ("seal", "Seal", "Versiegeln"),
    ("seal-again", "Seal again", "Neu versiegeln"),
    ("nothing", "Answer at least one card first.", "Beantworte zuerst mindestens eine Karte."),
    ("sealed", "Sealed. Your code is below.", "Versiegelt. Unten steht dein Code."),
    (
        "same",
        "Nothing has changed. The code below is still the right one.",
        "Nichts hat sich geändert. Der Code unten gilt weiter.",
    ),
    (
        "old",
        "You have changed something. The code is still the old one: seal again, and send the new \
         one.",
        "Du hast etwas geändert. Der Code ist noch der alte: Versiegle neu, und sende den neuen.",
    ),
    (
        "failed",
        "This browser could not seal. Please open the file in another one.",
        "Dieser Browser konnte nicht versiegeln. Bitte öffne die Datei in einem anderen.",
    ),
    (
        "keeps-nothing",
        "This browser keeps nothing of this page. Seal and send before you close it.",
        "Dieser Browser behält nichts von dieser Seite. Versiegle und sende, bevor du sie schließt.",
    ),
    // The code.
    ("code", "Your code", "Dein Code"),
    (
        "paste",
        "Paste all of it into the chat of your team.",
        "Füge ihn ganz in den Chat deines Teams ein.",
    ),
    ("copy", "Copy", "Kopieren"),
    ("copied", "Copied. Now paste it into the chat.", "Kopiert. Füge ihn jetzt in den Chat ein."),
    (
        "not-copied",
        "This browser does not let the page copy. The code is selected: copy it with Ctrl+C, on a \
         Mac with Cmd+C, on a phone from the menu.",
        "Dieser Browser lässt die Seite nicht kopieren. Der Code ist markiert: Kopiere ihn mit \
         Strg+C, auf dem Mac mit Cmd+C, auf dem Telefon mit dem Menü.",
    ),
    ("characters", "{0} characters", "{0} Zeichen"),
    ("pieces", "In pieces of 990 characters", "In Stücken von 990 Zeichen"),
    (
        "pieces-why",
        "For chats that cut long messages, such as Zoom. Send each piece as a message of its own, \
         in any order.",
        "Für Chats, die lange Nachrichten kürzen, wie Zoom. Sende jedes Stück als eigene Nachricht. \
         Die Reihenfolge ist egal.",
    ),
    ("piece", "Piece {0} of {1}", "Stück {0} von {1}"),
    (
        "later",
        "You can change your votes until the reveal: come back to this tab, change them, seal \
         again, and send the new code. It replaces the old one.",
        "Bis zum Aufdecken kannst du deine Stimmen ändern: Komm auf diese Seite zurück, ändere sie, \
         versiegle neu, und sende den neuen Code. Er ersetzt den alten.",
    ),
    (
        "one-more",
        "From another tab, window or browser you would count as one more person.",
        "Aus einem anderen Fenster oder Browser würdest du als eine weitere Person zählen.",
    ),
    ("tag", "Tag of your code:", "Kennzeichen deines Codes:"),
    (
        "tag-why",
        "If the code should not count after all, tell the facilitator this tag.",
        "Soll der Code doch nicht zählen, nenne der Moderation dieses Kennzeichen.",
    ),
    // What is promised, and what is not.
    ("secret", "How secret is this?", "Wie geheim ist das?"),
    (
        "secret-chat",
        "The code is sealed on this device. Whoever sees it in a chat or mail cannot read your \
         votes, and sees only that you sent one.",
        "Der Code wird auf diesem Gerät versiegelt. Wer ihn in Chat oder Mail sieht, kann deine \
         Stimmen nicht lesen, und sieht nur, dass du einen gesendet hast.",
    ),
    (
        "secret-open",
        "The facilitator's computer opens all codes, and shows the votes of a card together and \
         without names. The program has no command that shows what one person said.",
        "Der Computer der Moderation öffnet alle Codes, und zeigt die Stimmen zu einer Karte \
         zusammen und ohne Namen. Das Programm hat keinen Befehl, der zeigt, was eine Person gesagt \
         hat.",
    ),
    (
        "secret-named",
        "This check has names: the reveal shows your votes and comments with yours.",
        "Dieser Check hat Namen: Beim Aufdecken stehen deine Stimmen und Kommentare bei deinem.",
    ),
    (
        "secret-key",
        "That computer has the key until the last card is done. Whoever takes the key from there, \
         or from a backup of that time, can open your code alone. Then the key is deleted, and \
         without it nobody can open old codes.",
        "Dieser Computer hat den Schlüssel, bis die letzte Karte fertig ist. Wer ihn dort oder aus \
         einer Sicherung aus dieser Zeit nimmt, kann deinen Code allein öffnen. Danach wird der \
         Schlüssel gelöscht, und ohne ihn kann niemand alte Codes öffnen.",
    ),
    (
        "secret-tab",
        "Your answers stay in this tab until you close it.",
        "Deine Antworten bleiben auf dieser Seite, bis du sie schließt.",
    ),
    // Where no script runs.
    (
        "plain",
        "This page cannot seal here, because its script does not run. The preview of a mail or a \
         chat is often like that: open the file in a browser.",
        "Diese Seite kann hier nicht versiegeln, weil ihr Skript nicht läuft. In der Vorschau von \
         Mails und Chats ist das oft so: Öffne die Datei in einem Browser.",
    ),
    (
        "plain-line",
        "Or send one line to the facilitator as a direct message, not into the chat of the team. \
         It has one answer for each card, in order: g for green, y for yellow, r for red, or the \
         number of a level; b to abstain. If you like, + for improving, = for stable or - for \
         worsening stands behind it.",
        "Oder sende der Moderation eine Zeile als Direktnachricht, nicht in den Chat des Teams. Sie \
         hat eine Antwort für jede Karte, der Reihe nach: g für Grün, y für Gelb, r für Rot, oder \
         die Zahl einer Stufe; b für eine Enthaltung. Wenn du magst, steht dahinter + für besser, = \
         für gleich oder - für schlechter.",
    ),
    ("plain-name", "Your name stands in front.", "Dein Name steht davor."),
    ("plain-example", "Such as:", "Zum Beispiel:"),
    (
        "plain-secret",
        "Your colleagues do not see that line. The facilitator does.",
        "Deine Kolleginnen und Kollegen sehen diese Zeile nicht. Die Moderation sieht sie.",
    ),
];

/// All words of a sheet in a language.
pub(super) const fn in_language(lang: Lang) -> Words {
    Words::new(lang, WORDS)
}
