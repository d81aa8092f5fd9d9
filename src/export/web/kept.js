// What a phone keeps of its own votes, and what follows from the state of the check. Knows no page:
// the tests run it alone. `kept` lies in sessionStorage, so it ends with the tab.
const Kept = (() => {
  // The id is all that the computer of the check ever knows of the device.
  const fresh = (id) => ({ id, revision: 0, run: null, cards: {}, drafts: {} });
  const cardOf = (state, key) => state.cards.find((card) => card.key === key);

  // Takes in a new state. Returns the keys of cards that are voted on anew: what was said on them
  // is dropped.
  function hear(kept, state) {
    const anew = [];
    for (const { key, round } of state.cards) {
      const old = (said) => said && said.round < round;
      if (old(kept.cards[key])) anew.push(key);
      if (old(kept.cards[key])) delete kept.cards[key];
      if (old(kept.drafts[key])) delete kept.drafts[key];
    }
    return anew;
  }

  // Ballots that still count: those of cards that are open. `miss` is the last question.
  const isOpen = (state, miss, key) =>
    key === "miss" ? miss === "open" : cardOf(state, key)?.state === "open";
  const counting = (kept, state, miss) =>
    Object.keys(kept.cards).filter((key) => isOpen(state, miss, key));

  // What the script seals. `scales` has the answers of each card in order, as words.
  const DIRECTIONS = ["improving", "stable", "worsening"];
  const MISS = ["would", "unsure", "would-not"];
  function letter(kept, state, miss, person, scales) {
    const said = (key) => (isOpen(state, miss, key) ? kept.cards[key] : undefined);
    const answers = state.cards.map(({ key }) => {
      const mine = said(key);
      if (!mine) return [0, 0];
      const answer = mine.vote === "abstain" ? 1 : 2 + scales[key].indexOf(mine.vote);
      return [mine.vote ? answer : 0, 1 + DIRECTIONS.indexOf(mine.direction)];
    });
    const comments = state.cards
      .map(({ key }, at) => [at, (said(key)?.comment ?? "").trim()])
      .filter(([, words]) => words);
    const last = 1 + MISS.indexOf(said("miss")?.vote);
    return { id: kept.id, revision: kept.revision, person, answers, miss: last, comments };
  }

  // The card that is shown: one that the voter went to, else the one on the shared screen. What is
  // typed or chosen and not yet given holds the page where it is.
  function show({ state, miss, wanted, shown, busy }) {
    if (busy && shown) return shown;
    if (wanted && isOpen(state, miss, wanted)) return wanted;
    // The last question is asked from where no card is open.
    if (miss === "open" && !isOpen(state, miss, state.card)) return "miss";
    if (state.card && (cardOf(state, state.card) || state.card === "miss")) return state.card;
    if (shown && isOpen(state, miss, shown)) return shown;
    return state.cards.find((card) => card.state === "open")?.key ?? (miss === "open" ? "miss" : null);
  }

  // The next card that takes votes, after the last one from the first.
  function next(state, miss, shown) {
    const keys = [...state.cards.map((card) => card.key), "miss"];
    const at = keys.indexOf(shown);
    const around = [...keys.slice(at + 1), ...keys.slice(0, Math.max(at, 0))];
    return around.find((key) => isOpen(state, miss, key)) ?? null;
  }

  // How many cards take votes, and how many of these this device has given.
  function count(kept, state) {
    const open = state.cards.filter((card) => card.state === "open");
    const given = open.filter((card) => kept.cards[card.key]?.sent);
    return { open: open.length, given: given.length };
  }

  return { fresh, hear, isOpen, counting, letter, show, next, count };
})();
