//! What five programs make of messages when somebody copies a chat: names, times, reactions, edits,
//! quotes and wraps around each code.

use std::fmt::Write as _;

/// Messages of a meeting: who sent which, in order.
pub struct Message<'a> {
    /// Who sent it.
    pub name: &'a str,
    /// What it says.
    pub text: &'a str,
}

/// A program for meetings or chats.
pub struct Chat {
    /// Its kind.
    pub name: &'static str,
    /// The longest message that it takes, in characters.
    pub longest: usize,
    write: fn(&[Message<'_>]) -> String,
}

/// All five.
pub const CHATS: [Chat; 5] = [
    Chat { name: "Zoom", longest: 1_000, write: zoom },
    Chat { name: "Meet", longest: 2_000, write: meet },
    Chat { name: "Slack", longest: 4_000, write: slack },
    Chat { name: "Teams", longest: 14_600, write: teams },
    Chat { name: "mail", longest: usize::MAX, write: mail },
];

impl Chat {
    /// The chat as it is copied.
    pub fn copied(&self, messages: &[Message<'_>]) -> String {
        for Message { name, text } in messages {
            assert!(text.chars().count() <= self.longest, "{name} in {}", self.name);
        }
        (self.write)(messages)
    }
}

/// A time of day for each message.
fn time(at: usize) -> String {
    format!("{}:{:02}", 9 + (58 + at) / 60, (58 + at) % 60)
}

/// The saved chat: a head for each message, indented text, replies that quote a beginning.
fn zoom(messages: &[Message<'_>]) -> String {
    let mut chat = String::new();
    for (at, Message { name, text }) in messages.iter().enumerate() {
        let time = time(at);
        _ = write!(chat, "{time}:07 From {name} to Everyone:\r\n\t{text}\r\n");
        if at % 2 == 0 {
            let beginning: String = text.chars().take(60).collect();
            _ = write!(
                chat,
                "{time}:31 From Fay Squire to Everyone:\r\n\tReplying to \"{beginning}...\"\r\n\t\r\n\t\
                 👍 thanks\r\n"
            );
        }
    }
    chat
}

/// Name and time on lines of their own, and signs that nobody sees.
fn meet(messages: &[Message<'_>]) -> String {
    let mut chat = "In-call messages\nLet participants send messages\n".to_owned();
    for (at, Message { name, text }) in messages.iter().enumerate() {
        let seen: Vec<&str> = text.split(' ').collect();
        _ = write!(
            chat,
            "{name}\u{200b}\n{}\u{202f}AM\n\u{200e}{}\nkeep Pin message\n",
            time(at),
            seen.join("\u{a0}")
        );
    }
    chat
}

/// Code in back-ticks, an edit, reactions, and a thread that repeats what it answers.
fn slack(messages: &[Message<'_>]) -> String {
    let mut chat = String::from("Today\n");
    for (at, Message { name, text }) in messages.iter().enumerate() {
        let edited = if at % 3 == 1 { " (edited) " } else { "" };
        _ = write!(chat, "{name}\n  {} AM\n```{text}```{edited}\n:+1:\n2\n", time(at));
        if at % 3 == 0 {
            _ = write!(chat, "replied to a thread: {text}\n“Got it”, said Bo\n");
        }
    }
    chat.push_str("NEW\n");
    chat
}

/// Heads in brackets, with blanks that do not break, and lower case from a phone.
fn teams(messages: &[Message<'_>]) -> String {
    let mut chat = String::new();
    for (at, Message { name, text }) in messages.iter().enumerate() {
        let text = if at % 2 == 1 { text.to_lowercase() } else { (*text).to_owned() };
        let text = text.replace(' ', "\u{a0}");
        _ = write!(chat, "[{}\u{a0}AM] {name}\n{text}\n\n  Like 1\n\nEdited\n", time(at));
    }
    chat
}

/// Answers to answers: wrapped at 72 and quoted once more each time, the newest on top.
fn mail(messages: &[Message<'_>]) -> String {
    let mut mail = String::new();
    for (at, Message { name, text }) in messages.iter().enumerate() {
        let before: String = mail.lines().fold(String::new(), |mut quoted, line| {
            _ = writeln!(quoted, "> {line}");
            quoted
        });
        let letters: Vec<char> = text.chars().collect();
        let lines: Vec<String> =
            letters.chunks(72).map(|line| line.iter().collect::<String>()).collect();
        mail = format!(
            "Here is mine:\n\n{}\n\n{name}\n\nOn Sat, 28 Nov 2026 at {}, Fay Squire wrote:\n{before}",
            lines.join("\n"),
            time(at)
        );
    }
    mail
}
