// What a sheet keeps of its answers, and what follows from them. Knows no page: the tests run it
// alone. `kept` lies in sessionStorage, which ends with the tab: localStorage is shared by all
// files.
const Sheet = (() => {
  // The id is all that the computer of the check ever knows of the sheet that was filled in.
  const fresh = (id) => ({ id, revision: 0, person: "", miss: "", answers: {}, sealed: null });

  // What the script seals. `votes` has the answers of each open card in order, as words, by the
  // card's place; `count` is the number of all cards.
  const DIRECTIONS = ["improving", "stable", "worsening"];
  const MISS = ["would", "unsure", "would-not"];
  function letter(kept, count, cards) {
    const answers = Array.from({ length: count }, () => [0, 0]);
    const comments = [];
    for (const { at, key, votes } of cards) {
      const { vote = "", direction = "", comment = "" } = kept.answers[key] ?? {};
      const answer = vote === "abstain" ? 1 : 2 + votes.indexOf(vote);
      answers[at] = [vote ? answer : 0, 1 + DIRECTIONS.indexOf(direction)];
      if (comment.trim()) comments.push([at, comment.trim()]);
    }
    const [person, miss] = [Number(kept.person), 1 + MISS.indexOf(kept.miss)];
    return { person, answers, miss, comments };
  }

  // How many bytes of comments there is still room for; below 0, how many are too many.
  const MOST = 2200;
  function room({ answers, comments }) {
    const group = (number) => (number < 128 ? 1 : number < 16384 ? 2 : 3);
    const sum = (sizes) => sizes.reduce((all, size) => all + size, 0);
    const size = (words) => new TextEncoder().encode(words).length;
    const said = comments.map(([at, words]) => group(at + 1) + group(size(words)) + size(words));
    const given = answers.map(([answer, direction]) => group(answer * 4 + direction));
    return MOST - 14 - sum(given) - sum(said);
  }

  // A card with words and without a vote: nobody could tell what they are about.
  const lacksVote = ({ vote = "", direction = "", comment = "" } = {}) =>
    !vote && Boolean(direction || comment.trim());

  return { fresh, letter, room, lacksVote };
})();

// The page. It sends nothing: what is sealed is shown as text, to be pasted somewhere else.
function start() {
  const $ = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const sheet = JSON.parse($("sheet").textContent);
  const words = JSON.parse($("words").textContent);
  const bytes = (base64) =>
    Uint8Array.from(atob(base64.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const random = (length) => [...crypto.getRandomValues(new Uint8Array(length))];

  // What is kept, and written down after each change.
  const place = "squadcheck sheet " + sheet.fingerprint;
  let kept = null;
  let keeps = true;
  try {
    kept = JSON.parse(sessionStorage.getItem(place));
  } catch {}
  kept ??= Sheet.fresh(random(8));
  function keep() {
    try {
      sessionStorage.setItem(place, JSON.stringify(kept));
    } catch {
      keeps = false;
    }
  }
  keep();

  // Words.
  const known = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in words);
  let language = kept.language ?? known ?? "en";
  const say = (key, ...values) =>
    values.reduce((said, value, at) => said.replace(`{${at}}`, value), words[language][key] ?? "");
  // A text that stays the same is not read out again.
  function put(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }
  function translate() {
    document.documentElement.lang = language;
    for (const said of all("[data-w]"))
      put(said, say(said.dataset.w, ...(said.dataset.n ?? "").split(" ")));
    const other = language === "de" ? "en" : "de";
    $("lang").lang = other;
    put($("lang"), { de: "Deutsch", en: "English" }[other]);
    document.title = document.title.replace(/[^·]*$/, " " + say("title"));
  }

  // Fields. What is the same in all cards came once.
  const sections = all(".card[data-at]");
  for (const section of sections) {
    if (!section.querySelector("fieldset")) section.append($("lights").content.cloneNode(true));
    section.append($("rest").content.cloneNode(true));
    const { at } = section.dataset;
    for (const field of all("[name]", section)) field.name = field.name.replace(/\d+$/, at);
    const fault = section.querySelector(".fault");
    fault.id = `fault-${at}`;
    section.querySelector("fieldset").setAttribute("aria-describedby", fault.id);
  }
  const chosen = (section, name) => section?.querySelector(`input[name^=${name}]:checked`)?.value ?? "";
  const radios = (section, name) => all(`input[name^=${name}]`, section);
  const cards = sections.map((section) => ({
    section,
    at: Number(section.dataset.at),
    key: sheet.cards[section.dataset.at].key,
    votes: radios(section, "vote").map((vote) => vote.value).filter((vote) => vote !== "abstain"),
  }));
  function read() {
    for (const { section, key } of cards)
      kept.answers[key] = {
        vote: chosen(section, "vote"),
        direction: chosen(section, "direction"),
        comment: section.querySelector("textarea").value,
      };
    kept.miss = chosen($("miss"), "vote");
    kept.person = chosen($("who"), "person");
    keep();
  }
  function fill() {
    const check = (section, name, value) =>
      radios(section, name).forEach((radio) => (radio.checked = radio.value === value));
    for (const { section, key } of cards) {
      const { vote, direction, comment } = kept.answers[key] ?? {};
      check(section, "vote", vote);
      check(section, "direction", direction);
      section.querySelector("textarea").value = comment ?? "";
    }
    check($("miss"), "vote", kept.miss);
    if ($("who")) check($("who"), "person", kept.person);
  }

  // What the page says of all that: `told` is what became of the last press of a button.
  let told = "";
  let asked = false;
  const letter = () => Sheet.letter(kept, sheet.cards.length, cards);
  const isOld = () => kept.sealed && kept.sealed.said !== JSON.stringify(letter());
  const problems = ["nothing", "failed", "old"];
  function draw() {
    const answered = cards.filter(({ key }) => kept.answers[key]?.vote).length;
    const count = say("count", answered, cards.length);
    put($("count"), answered < cards.length ? `${count} ${say("rest")}` : count);
    const room = Sheet.room(letter());
    const left = room < 0 ? say("too-long", -room) : room < 300 ? say("room-left", room) : "";
    put($("left"), left);
    $("left").classList.toggle("bad", room < 0);
    put($("kept"), keeps ? "" : say("keeps-nothing"));
    for (const { section, key } of cards) {
      const { vote, direction, comment } = kept.answers[key] ?? {};
      section.querySelector(".clear").hidden = !(vote || direction || comment);
      const lacks = asked && Sheet.lacksVote(kept.answers[key]);
      put(section.querySelector(".fault"), lacks ? say("choose") : "");
    }
    $("miss").querySelector(".clear").hidden = !kept.miss;
    if ($("who")) put($("who-fault"), asked && !kept.person ? say("choose-name") : "");
    const line = isOld() ? "old" : told;
    put($("status"), line && say(line));
    $("status").classList.toggle("bad", problems.includes(line));
    put($("seal"), say(isOld() ? "seal-again" : "seal"));
    drawCode();
  }
  let drawn = null;
  function drawCode() {
    $("code").hidden = !kept.sealed;
    if (!kept.sealed) return;
    const sealed = Uint8Array.from(kept.sealed.bytes);
    const [code, pieces] = [Armor.write(sealed), Armor.pieces(sealed)];
    put($("length"), say("characters", code.length));
    put($("tag"), Armor.tag(kept.id));
    if (drawn === code + language) return;
    drawn = code + language;
    put($("text"), code);
    $("pieces").hidden = pieces.length < 2;
    $("pieces").querySelector("ol").replaceChildren(
      ...(pieces.length < 2 ? [] : pieces).map((piece, at) => {
        const item = document.createElement("li");
        item.append($("code").querySelector("h3").cloneNode());
        const name = item.firstChild;
        name.id = `piece-${at + 1}`;
        name.textContent = say("piece", at + 1, pieces.length);
        const text = $("text").cloneNode();
        text.id = `text-${at + 1}`;
        text.setAttribute("aria-labelledby", name.id);
        text.textContent = piece;
        const copy = $("code").querySelector(".copy").cloneNode(true);
        copy.dataset.of = text.id;
        copy.setAttribute("aria-describedby", name.id);
        const line = $("code").querySelector(".copied").cloneNode();
        item.append(text, copy, line);
        return item;
      }),
    );
    for (const line of all(".copied")) line.textContent = "";
  }

  // What the voter does.
  function seal() {
    read();
    asked = true;
    told = "";
    const given = letter();
    const lacks = cards.find(({ key }) => Sheet.lacksVote(kept.answers[key]));
    const isEmpty = !given.miss && given.answers.every(([answer]) => !answer);
    const problem =
      $("who") && !kept.person ? $("who") : lacks ? lacks.section : isEmpty ? sections[0] : null;
    if (problem && isEmpty && problem === sections[0]) told = "nothing";
    draw();
    if (problem) return problem.querySelector("input").focus();
    if (Sheet.room(given) < 0) return longest().focus();
    const said = JSON.stringify(given);
    told = "same";
    if (kept.sealed?.said !== said) {
      try {
        const { id, revision } = kept;
        const ballot = { ...given, id, revision: revision + 1 };
        const [key, form] = [bytes(sheet.key), bytes(sheet.form)];
        const sealed = Seal.ballot(key, form, ballot, Uint8Array.from(random(32)));
        kept.sealed = { said, bytes: [...sealed] };
        kept.revision = ballot.revision;
        keep();
        told = "sealed";
      } catch {
        told = "failed";
      }
    }
    draw();
    $("code").scrollIntoView({ block: "nearest" });
  }
  const longest = () =>
    all("textarea").reduce((best, one) => (one.value.length > best.value.length ? one : best));
  function clear(section) {
    for (const field of all("input", section)) field.checked = false;
    for (const field of all("textarea", section)) field.value = "";
    changed();
    section.querySelector("input").focus();
  }
  function changed() {
    told = "";
    read();
    draw();
  }

  // A browser may refuse to copy, above all in a file: then the text is selected.
  async function copy(button) {
    const text = $(button.dataset.of);
    const line = button.parentElement.querySelector(".copied");
    line.textContent = "";
    const select = () => {
      const range = document.createRange();
      range.selectNodeContents(text);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    };
    let copied = true;
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch {
      select();
      copied = document.execCommand("copy");
    }
    line.textContent = say(copied ? "copied" : "not-copied");
  }

  document.addEventListener("input", changed);
  // Enter in a field is no press of the button.
  document.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.id === "lang") {
      kept.language = language = button.lang;
      keep();
      translate();
      draw();
    } else if (button.id === "seal") seal();
    else if (button.matches(".clear")) clear(button.closest(".card"));
    else if (button.matches(".copy")) copy(button);
  });

  document.documentElement.classList.add("js");
  $("lang").hidden = false;
  translate();
  if (!$("ballot")) return;
  fill();
  draw();
}
if (typeof document !== "undefined") start();
