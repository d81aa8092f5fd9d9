//! What browsers send: forms, queries and cookies.

use percent_encoding::percent_decode_str;

/// The field that may have many lines.
const COMMENT: &str = "comment";

/// Fields of a form or a query, by their names. Each stands there once.
#[derive(Debug, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `application/x-www-form-urlencoded`; none if it is not UTF-8, or if a name stands
    /// there twice: nobody could say which one counts.
    pub fn read(text: &str) -> Option<Self> {
        let mut fields: Vec<(String, String)> = Vec::new();
        for field in text.split('&').filter(|field| !field.is_empty()) {
            let (name, value) = field.split_once('=').unwrap_or((field, ""));
            let (name, value) = (decode(name)?, decode(value)?);
            if fields.iter().any(|(other, _)| *other == name) {
                return None;
            }
            fields.push((name, value));
        }
        Some(Self(fields))
    }

    /// Reads `text/plain`, in which a field is a line. The comment is the last one and has the
    /// rest: it may have lines of its own.
    pub fn read_lines(text: &str) -> Option<Self> {
        let mut fields: Vec<(String, String)> = Vec::new();
        // Each field ends with its line, and there is at least one.
        let mut rest = text.strip_suffix("\r\n")?;
        loop {
            let (name, value) = rest.split_once('=')?;
            if fields.iter().any(|(other, _)| other == name) {
                return None;
            }
            let ends = (name != COMMENT).then(|| value.split_once("\r\n")).flatten();
            fields.push((name.to_owned(), ends.map_or(value, |(value, _)| value).to_owned()));
            match ends {
                Some((_, others)) => rest = others,
                None => return Some(Self(fields)),
            }
        }
    }

    /// The value of a field, if it is there and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let field = self.0.iter().find(|(field, _)| field == name);
        field.map(|(_, value)| &**value).filter(|value| !value.is_empty())
    }
}

fn decode(text: &str) -> Option<String> {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8().ok().map(Into::into)
}

/// Values of the cookies of this name, in one header.
pub fn cookies<'a>(header: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let pairs = header.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(move |(one, _)| *one == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fields_are_decoded_and_an_empty_one_is_none() {
        let fields =
            Fields::read("card=speed&comment=a+%C3%A9%0D%0A%26b&vote=&&direction").unwrap();
        assert_eq!(fields.get("card"), Some("speed"));
        assert_eq!(fields.get("comment"), Some("a é\r\n&b"));
        assert_eq!(
            (fields.get("vote"), fields.get("direction"), fields.get("x")),
            (None, None, None)
        );
    }

    #[test]
    fn what_is_not_utf8_or_stands_there_twice_is_no_form() {
        for wrong in ["a=%FF", "%C3=a", "a=1&b=2&a=3"] {
            assert_eq!(Fields::read(wrong), None, "{wrong}");
        }
        assert_eq!(Fields::read("a=100%&b=%zz").unwrap().get("a"), Some("100%"));
    }

    #[test]
    fn lines_are_fields_and_the_comment_has_the_rest() {
        let read = |text| Fields::read_lines(text);
        let fields = read("card=a=b\r\nvote=red\r\ncomment=a + %41\r\n\r\nvote=green\r\n").unwrap();
        let get = |name| fields.get(name);
        assert_eq!((get("card"), get("vote")), (Some("a=b"), Some("red")));
        assert_eq!(get("comment"), Some("a + %41\r\n\r\nvote=green"));
        assert_eq!(read("card=a\r\n").unwrap().get("card"), Some("a"));
        for wrong in ["", "\r\n", "card=a", "card=a&vote=red", "a=1\r\nb\r\n", "a=1\r\na=1\r\n"] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn cookies_of_others_stand_beside_ours() {
        let header = "theme=dark; seat=1;seat=2; notseat=3; seat";
        assert_eq!(cookies(header, "seat").collect::<Vec<_>>(), ["1", "2"]);
    }

    proptest! {
        #[test]
        fn what_a_browser_writes_is_read_again(values in proptest::collection::vec(".*", 0..6)) {
            let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
            let written = values.iter().enumerate().map(|(at, value)| format!("é{at}={}", encode(value)));
            let fields = Fields::read(&written.collect::<Vec<_>>().join("&")).unwrap();
            for (at, value) in values.iter().enumerate() {
                let read = fields.get(&format!("é{at}")).unwrap_or_default();
                prop_assert_eq!(read, value);
            }
        }

        #[test]
        fn any_text_is_a_form_or_none(text in "[a-c%=&+0-9]{0,40}", header in ".*") {
            if let Some(fields) = Fields::read(&text) {
                prop_assert!(fields.0.len() <= text.len());
            }
            if let Some(fields) = Fields::read_lines(&header) {
                prop_assert!(fields.0.len() <= header.len());
            }
            prop_assert!(cookies(&header, "seat").count() <= header.len());
        }
    }
}
