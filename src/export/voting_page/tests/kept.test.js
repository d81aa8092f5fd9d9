// Run behind kept.js and seal.js, by Node: what a phone keeps.
const assert = require("node:assert");
const card = (key, state = "open", round = 1) => ({ key, state, round });
const state = (...cards) => ({ card: "speed", cards });
const ballot = (vote, more = {}) => ({ vote, direction: "", comment: "", round: 1, ...more });
const id = [1, 2, 3, 4, 5, 6, 7, 8];
const lights = ["green", "yellow", "red"];
const scales = { speed: lights, fun: ["1", "2", "3"], mission: lights };
const keptWith = (cards) => ({ ...Kept.fresh(id), revision: 3, cards });

// A card of a newer round drops what was said on it, also what was only typed.
{
  const kept = keptWith({ speed: ballot("red"), fun: ballot("2") });
  kept.drafts = { speed: ballot("green"), mission: ballot("green") };
  const anew = Kept.hear(kept, state(card("speed", "open", 2), card("fun"), card("mission")));
  assert.deepEqual(anew, ["speed"]);
  assert.deepEqual(Object.keys(kept.cards), ["fun"]);
  assert.deepEqual(Object.keys(kept.drafts), ["mission"]);
  assert.equal(kept.revision, 3);
}

// Only ballots of open cards are sent; a place for each card, in order.
{
  const kept = keptWith({
    speed: ballot("green", { comment: "  gone " }),
    fun: ballot("3", { direction: "worsening", comment: " Too many meetings. " }),
    mission: ballot("abstain"),
    miss: ballot("unsure"),
  });
  const now = state(card("speed", "revealed"), card("fun"), card("mission"), card("other"));
  const letter = Kept.letter(kept, now, "open", 2, scales);
  assert.deepEqual(letter, {
    id, revision: 3, person: 2, miss: 2,
    answers: [[0, 0], [4, 3], [1, 0], [0, 0]],
    comments: [[1, "Too many meetings."]],
  });
  assert.equal(Seal.inside(letter).length, 256);
  assert.equal(Kept.letter(kept, now, "revealed", 2, scales).miss, 0);
  assert.deepEqual(Kept.counting(kept, now, "open"), ["fun", "mission", "miss"]);
}

// The page follows the shared screen, unless something is typed or another card is wanted.
{
  const now = state(card("speed"), card("fun"), card("mission", "skipped"));
  const show = (more) =>
    Kept.show({ state: now, miss: null, wanted: null, shown: null, busy: false, ...more });
  assert.equal(show({ shown: "fun" }), "speed");
  assert.equal(show({ shown: "fun", busy: true }), "fun");
  assert.equal(show({ shown: "speed", wanted: "fun" }), "fun");
  assert.equal(show({ shown: "speed", wanted: "mission" }), "speed");
  assert.equal(show({ state: { ...now, card: null }, shown: "fun" }), "fun");
  assert.equal(show({ state: { ...now, card: null } }), "speed");
  assert.equal(show({ state: { cards: [card("speed", "revealed")], card: null } }), null);
  assert.equal(show({ state: { cards: [], card: null }, miss: "open" }), "miss");
  const revealed = { ...now, card: "mission" };
  assert.equal(show({ state: revealed }), "mission");
  assert.equal(show({ state: revealed, miss: "open" }), "miss");
  assert.equal(show({ state: now, miss: "open" }), "speed");
}

// The next card is one that takes votes; after the last one comes the first.
{
  const now = state(card("speed"), card("fun", "revealed"), card("mission"));
  assert.equal(Kept.next(now, null, "speed"), "mission");
  assert.equal(Kept.next(now, null, "mission"), "speed");
  assert.equal(Kept.next(now, "open", "mission"), "miss");
  assert.equal(Kept.next(state(card("speed")), null, "speed"), null);
}

// Given is what has arrived.
{
  const now = state(card("speed"), card("fun"), card("mission", "revealed"));
  const kept = keptWith({ speed: ballot("red", { sent: true }), fun: ballot("1", { sent: false }) });
  assert.deepEqual(Kept.count(kept, now), { open: 2, given: 1 });
}
