// The text form of a sealed ballot, as src/seal/armor.rs writes and finds it. Knows no page.
const Armor = (() => {
  // Crockford's base32: without I, L, O and U, which are taken for others.
  const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  function first(signs, bytes) {
    const bit = (at) => ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
    const sign = (at) => [0, 1, 2, 3, 4].reduce((value, i) => value * 2 + bit(at * 5 + i), 0);
    return Array.from({ length: signs }, (_, at) => SIGNS[sign(at)]).join("");
  }
  const number = (signs, value) =>
    signs ? number(signs - 1, value >> 5) + SIGNS[value & 31] : "";
  const check = (text) => first(4, Seal.sha256(new TextEncoder().encode(text)));
  const all = (bytes) => first(Math.ceil((bytes.length * 8) / 5), bytes);

  // In groups of sixteen, with the count of pieces, which one this is, and how long its data is.
  function piece(pieces, which, data) {
    const text = "SQU1" + number(1, pieces) + number(1, which) + number(3, data.length) + data;
    return (text + check(text)).match(/.{1,16}/g).join(" ");
  }
  const write = (bytes) => piece(1, 1, all(bytes));

  // Pieces of at most so many characters, each with a hash of the whole; one where it fits.
  const LONGEST = 990;
  const PIECE = 915;
  function pieces(bytes) {
    const one = write(bytes);
    if (one.length <= LONGEST) return [one];
    const parts = all(bytes).match(new RegExp(`.{1,${PIECE}}`, "g"));
    const whole = first(4, Seal.sha256(bytes));
    return parts.map((part, at) => piece(parts.length, at + 1, whole + part));
  }

  // Tells what one sheet gave from what others did, for people who talk about it.
  const tag = (id) => first(4, id);
  return { write, pieces, tag };
})();
