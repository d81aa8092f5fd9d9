// Runs the scripts of voting page and ballot sheet for the tests beside it: a task a line in, its
// answer out.
const hex = (bytes) => Buffer.from(bytes).toString("hex");
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));
const given = (g) => ({ ...g, id: bytes(g.id) });
const tasks = {
  sha256: (t) => Seal.sha256(bytes(t.bytes)),
  hkdf: (t) => Seal.expand(Seal.extract(bytes(t.salt), bytes(t.secret)), bytes(t.info), t.length),
  x25519: (t) => Seal.x25519(bytes(t.secret), bytes(t.point)),
  chacha20: (t) => Seal.chacha20(bytes(t.key), t.counter, bytes(t.nonce), bytes(t.bytes)),
  poly1305: (t) => Seal.poly1305(bytes(t.key), bytes(t.bytes)),
  encrypt: (t) => Seal.encrypt(bytes(t.key), bytes(t.nonce), bytes(t.head), bytes(t.bytes)),
  seal: (t) =>
    Seal.seal(bytes(t.public), bytes(t.info), bytes(t.head), bytes(t.bytes), bytes(t.ephemeral)),
  inside: (t) => Seal.inside(given(t.given)),
  // What a sheet says of the answers that it keeps, and the code that it shows.
  room: (t) => Buffer.from(String(Sheet.room(Sheet.letter(t.kept, t.count, t.cards)))),
  pieces: (t) => Buffer.from(Armor.pieces(bytes(t.bytes)).join("\n")),
  tag: (t) => Buffer.from(Armor.tag(bytes(t.id))),
  code: (t) => {
    const { id, revision } = given(t.kept);
    const ballot = { ...Sheet.letter(t.kept, t.count, t.cards), id, revision };
    const sealed = Seal.ballot(bytes(t.public), bytes(t.form), ballot, bytes(t.ephemeral));
    return Buffer.from(Armor.write(sealed));
  },
  ballot: (t) => Seal.ballot(bytes(t.public), bytes(t.cards), given(t.given), bytes(t.ephemeral)),
};
for (const line of require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const task = JSON.parse(line);
  console.log(hex(tasks[task.task](task)));
}
