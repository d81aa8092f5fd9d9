// The page. Forms work without it; with it ballots are sealed, and the page follows the shared
// screen. It talks to nobody but the computer of the check.
function start() {
  const $ = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  let data = JSON.parse($("data").textContent);
  const edition = data.edition;
  let state = data.state;
  let language = document.documentElement.lang;

  // What is kept, and written down after each change.
  const place = "squadcheck" + data.path;
  const random = (length) => [...crypto.getRandomValues(new Uint8Array(length))];
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(place));
  } catch {}
  kept ??= Kept.fresh(random(8));
  language = kept.language ?? language;
  function keep() {
    try {
      sessionStorage.setItem(place, JSON.stringify(kept));
    } catch {}
  }
  const forget = () => {
    kept = { ...Kept.fresh(random(8)), language: kept.language };
    keep();
  };

  // Words.
  const LANGUAGES = ["en", "de"];
  const say = (key, ...values) =>
    values.reduce((said, value, at) => said.replace(`{${at}}`, value),
      data.words[key]?.[LANGUAGES.indexOf(language)] ?? "");
  function translate() {
    document.documentElement.lang = language;
    for (const words of all("[data-w]"))
      words.textContent = say(words.dataset.w, ...(words.dataset.n ?? "").split(" "));
    const other = language === "de" ? "en" : "de";
    const link = $("lang");
    link.lang = link.hreflang = other;
    link.href = `${data.path}?lang=${other}`;
    link.textContent = { de: "Deutsch", en: "English" }[other];
    document.title = document.title.replace(/[^·]*$/, " " + say("title"));
  }

  // Cards.
  const section = (key) => all(".card").find((card) => card.dataset.key === key);
  const formOf = (card) => card.querySelector("form");
  const chosen = (form, name) =>
    form.querySelector(`input[name=${name}]:checked, textarea[name=${name}]`)?.value ?? "";
  const draftOf = (form) => ({
    vote: chosen(form, "vote"),
    direction: chosen(form, "direction"),
    comment: chosen(form, "comment"),
  });
  const said = ({ vote = "", direction = "", comment = "" } = {}) =>
    [vote === "abstain" ? "" : vote, direction, comment.trim()].join("\n");
  const roundOf = (key) => state.cards.find((card) => card.key === key)?.round ?? 1;
  let shown = all(".card").find((card) => !card.hidden)?.dataset.key ?? null;
  let wanted = new URLSearchParams(location.search).get("card");
  let told = "";
  let problem = "";

  // Something in the card that is shown is not given yet, or is being typed.
  function busy() {
    const card = shown && section(shown);
    if (!card || !Kept.isOpen(state, data.miss, shown)) return false;
    const active = document.activeElement;
    if (card.contains(active) && active.matches("input:not([type=hidden]), textarea")) return true;
    return said(draftOf(formOf(card))) !== said(kept.cards[shown]);
  }

  // Puts what is kept into the fields.
  function fill(card) {
    const { key } = card.dataset;
    const mine = kept.drafts[key] ?? kept.cards[key] ?? {};
    for (const field of formOf(card).elements) {
      if (field.type === "radio") field.checked = field.value === mine[field.name];
      if (field.name === "comment") field.value = mine.comment ?? "";
    }
  }

  function draw() {
    if (!all(".card").length) return put($("status"), told && say(told));
    const before = shown;
    shown = Kept.show({ state, miss: data.miss, wanted, shown, busy: busy() });
    if (wanted && (wanted !== shown || wanted === state.card)) wanted = null;
    if (before !== shown) told = "";
    for (const card of all(".card")) {
      const { key } = card.dataset;
      const stage = key === "miss" ? data.miss : state.cards.find((one) => one.key === key)?.state;
      card.hidden = key !== shown;
      for (const form of all("form", card)) form.hidden = stage !== "open";
      const line = card.querySelector(".stage");
      line.hidden = stage === "open";
      line.textContent = stage === "open" ? "" : say(stage);
      const mine = kept.cards[key];
      card.querySelector(".mine").textContent = mine?.sent ? say("mine", named(card, mine)) : "";
    }
    drawWays();
    drawStatus();
  }

  // A ballot in words, as the labels have it.
  function named(card, { vote, direction }) {
    if (vote === "abstain") return say("abstain");
    const label = (value) => {
      const tile = all("input[type=radio]", card).find((one) => one.value === value).parentElement;
      const words = tile.querySelector("[data-w]");
      return words ? words.textContent : all("i, span", tile).map((e) => e.textContent).join(" ");
    };
    return [vote, direction].filter(Boolean).map(label).join(", ");
  }

  function drawWays() {
    const room = $("room");
    const there = section(state.card);
    room.hidden = !there || shown === state.card;
    if (there) room.querySelector("b").textContent = there.querySelector("h2").textContent;
    const next = Kept.next(state, data.miss, shown);
    $("next").hidden = !next || next === shown;
    if (next) $("next").href = `${data.path}?card=${encodeURIComponent(next)}`;
    $("done").hidden = shown !== null;
    for (const link of all("#all a")) {
      const key = link.dataset.to;
      const stage = key === "miss" ? data.miss : state.cards.find((card) => card.key === key)?.state;
      const open = stage === "open";
      if (open) link.href = `${data.path}?card=${encodeURIComponent(key)}`;
      else link.removeAttribute("href");
      if (key === shown) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      const words = open ? (kept.cards[key]?.sent ? "given" : "") : stage;
      link.parentElement.querySelector(".is").textContent = words && say(open ? words : "is-" + words);
    }
  }

  // `Card 3 of 11, all given`, and what became of the last thing that was done.
  function drawStatus() {
    const { open, given } = Kept.count(kept, state);
    const at = state.cards.findIndex((card) => card.key === shown);
    const parts = [];
    if (at >= 0) parts.push(say("card-of", at + 1, state.cards.length));
    const everything = open > 0 && given === open;
    const here = kept.cards[shown]?.sent && Kept.isOpen(state, data.miss, shown);
    if (everything) parts.push(say("all-given"));
    else if (here) parts.push(say("given"));
    // Nothing is left to do here: the page goes on with the shared screen.
    const nothing = everything || (here && (shown === state.card || shown === "miss"));
    const calm = nothing && !problem ? say("away") : "";
    const lines = [parts.join(", "), calm, told && say(told), problem && say(problem)];
    put($("status"), lines.filter(Boolean).map((line) => line.replace(/[^.!?…]$/, "$&.")).join(" "));
    $("status").classList.toggle("bad", Boolean(problem));
  }

  // A text that stays the same is not read out again.
  function put(line, words) {
    if (line.textContent !== words) line.textContent = words;
  }

  // The state, and what is new in it.
  let joined = state.joined;
  async function hear(news) {
    const freed = news.joined < joined;
    const ended = state.cards.some((card) => card.state === "open") &&
      !news.cards.some((card) => card.state === "open");
    const other = news.run !== data.state.run || news.key !== data.state.key;
    // What is new is not all in the state, such as the last question: it took more than one step.
    const unseen = news.version > state.version + 1 ||
      (news.version !== state.version && same(news, state));
    const atTheDoor = !data.seat && (news.joined !== joined || news.seats !== state.seats);
    state = news;
    joined = news.joined;
    for (const key of Kept.hear(kept, news)) if (key === shown) told = "anew";
    for (const card of all(".card")) if (!kept.drafts[card.dataset.key]) fill(card);
    keep();
    if (other) await again();
    else if (freed || ended || unseen || atTheDoor) await refresh();
    draw();
  }
  const same = (one, another) =>
    JSON.stringify({ ...one, version: 0 }) === JSON.stringify({ ...another, version: 0 });

  // Asks for the page once more, and takes its data.
  async function refresh() {
    const answer = await fetch(data.path);
    adopt(await answer.text());
    if (!data.seat && kept.run && kept.run !== state.run) await again();
  }

  const shape = (one) => [one.form, one.seat, one.full, one.closed, one.miss].join();
  function adopt(html, whole = false) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const text = page.getElementById("data");
    if (!text) return;
    const news = JSON.parse(text.textContent);
    if (news.edition !== edition) return outdated();
    const changed = whole || !news.seat || shape(news) !== shape(data);
    if (data.seat && !news.seat && news.state.run === kept.run) {
      forget();
      problem = "";
      told = "freed";
    }
    data = news;
    state = news.state;
    joined = state.joined;
    Kept.hear(kept, state);
    if (changed) {
      document.querySelector("main").replaceWith(page.querySelector("main"));
      shown = all(".card").find((card) => !card.hidden)?.dataset.key ?? null;
      dress();
    }
    seat();
    draw();
  }
  function seat() {
    if (data.seat) [kept.run, kept.name] = [state.run, data.name];
    keep();
  }

  let old = false;
  function outdated() {
    old = true;
    const notice = document.createElement("p");
    const link = document.createElement("a");
    notice.className = "note";
    notice.setAttribute("role", "alert");
    notice.textContent = say("outdated") + " ";
    link.href = data.path;
    link.textContent = say("load");
    notice.append(link);
    document.querySelector("main").prepend(notice);
  }

  // The program was started anew: joins, and sends what is not revealed yet.
  let once = null;
  async function again() {
    if (old) return;
    once ??= random(8).map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const form = new URLSearchParams({ once });
    if (kept.name) form.set("name", kept.name);
    const answer = await fetch(`${data.path}/join`, { method: "POST", body: form });
    // An answer for want of time says nothing about the seat.
    if (answer.status !== 503) once = null;
    adopt(await answer.text());
    if (data.seat && Kept.counting(kept, state, data.miss).length) send();
  }

  // Sends all ballots that count, sealed. One letter at a time; the last one has the last word.
  let sending = false;
  let more = false;
  async function send() {
    more = true;
    if (sending) return;
    sending = true;
    problem = "";
    for (let tries = 0; more && !old; tries++) {
      more = false;
      try {
        await sendOnce(tries);
      } catch {
        problem = "not-sent";
        more = true;
      }
      draw();
      if (more && tries) await new Promise((after) => setTimeout(after, Math.min(tries, 5) * 1000));
    }
    sending = false;
  }

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  async function sendOnce(tries) {
    const keys = Kept.counting(kept, state, data.miss);
    kept.revision++;
    keep();
    const scales = {};
    for (const card of all(".card"))
      scales[card.dataset.key] = all("input[name=vote]", formOf(card)).map((radio) => radio.value);
    const letter = Kept.letter(kept, state, data.miss, data.person, scales);
    let body;
    try {
      body = Seal.ballot(bytes(state.key), bytes(data.form), letter, Uint8Array.from(random(32)));
    } catch {
      problem = "too-long";
      return;
    }
    const sent = keys.map((key) => [key, kept.cards[key]]);
    const headers = { "Content-Type": "application/octet-stream" };
    const answer = await fetch(`${data.path}/ballot`, { method: "POST", headers, body });
    if (answer.status === 204) {
      problem = "";
      for (const [key, mine] of sent) if (kept.cards[key] === mine) mine.sent = true;
      keep();
    } else if (answer.status === 403 || answer.status === 400) {
      await ask();
      if (data.state.run === state.run) await refresh();
      if (data.seat && tries > 1) problem = "other-tab";
      else more = data.seat && Kept.counting(kept, state, data.miss).length > 0;
    } else {
      problem = "not-sent";
      more = true;
      if (answer.status === 409) await ask();
      more = Kept.counting(kept, state, data.miss).length > 0;
      if (!more) problem = "";
    }
  }

  async function ask() {
    const answer = await fetch(`${data.path}/state`, { cache: "no-store" });
    if (answer.ok) await hear(await answer.json());
  }

  // Waits for news, for as long as the page is seen.
  let waiting = null;
  async function wait() {
    if (waiting || document.hidden || old) return;
    waiting = new AbortController();
    const { signal } = waiting;
    let failed = 0;
    let first = true;
    while (!signal.aborted) {
      try {
        const after = first || failed ? "" : `?after=${state.version}`;
        const answer = await fetch(`${data.path}/state${after}`, { signal, cache: "no-store" });
        if (answer.status === 200) await hear(await answer.json());
        if (answer.status === 404) {
          put($("net"), say("gone"));
          break;
        }
        failed = answer.status < 300 ? 0 : failed + 1;
        first = false;
      } catch {
        failed++;
      }
      if (signal.aborted) break;
      put($("net"), failed > 1 ? say("offline") : "");
      if (failed) await new Promise((after) => setTimeout(after, Math.min(failed, 5) * 1000));
    }
    if (waiting?.signal === signal) waiting = null;
  }
  function wake() {
    waiting?.abort();
    waiting = null;
    wait();
  }

  // What the voter does.
  function give(card, ballot) {
    const { key } = card.dataset;
    if (!ballot.vote) {
      problem = "choose";
      drawStatus();
      return;
    }
    delete kept.drafts[key];
    kept.cards[key] = { ...ballot, round: roundOf(key), sent: false };
    problem = told = "";
    keep();
    fill(card);
    if (document.activeElement?.matches("textarea, input")) card.querySelector(".give").focus();
    send();
    draw();
  }
  document.addEventListener("submit", (event) => {
    const card = event.target.closest(".card");
    if (card) {
      event.preventDefault();
      const ballot = draftOf(formOf(card));
      const abstains = event.submitter?.value === "abstain";
      give(card, abstains ? { ...ballot, vote: "abstain" } : ballot);
    } else if (event.target.closest("#else")) {
      event.preventDefault();
      seatSomebodyElse(event.target, event.submitter).catch(() => put($("net"), say("offline")));
    }
  });
  // Whoever takes another seat votes as somebody new; the ballots of the first one stay.
  async function seatSomebodyElse(form, button) {
    const body = new URLSearchParams(new FormData(form));
    if (button?.name) body.set(button.name, button.value);
    const answer = await fetch(form.action, { method: "POST", body });
    if (answer.ok) forget();
    adopt(await answer.text(), true);
  }
  document.addEventListener("input", (event) => {
    const card = event.target.closest(".card");
    if (!card) return;
    const { key } = card.dataset;
    kept.drafts[key] = { ...draftOf(formOf(card)), round: roundOf(key) };
    if (problem === "choose") problem = "";
    keep();
    drawStatus();
  });
  document.addEventListener("focusout", () => setTimeout(draw, 300));
  function goTo(key) {
    wanted = key === state.card ? null : key;
    document.activeElement?.blur();
    shown = key;
    told = problem = "";
    draw();
    section(key)?.querySelector("h2").focus();
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a, button");
    if (!link) return;
    if (link.id === "lang") {
      kept.language = language = link.lang;
      keep();
      translate();
      draw();
    } else if (link.closest("#all") && link.hasAttribute("href")) {
      goTo(link.dataset.to);
      $("all").open = false;
    } else if (link.id === "next") goTo(new URL(link.href).searchParams.get("card"));
    else if (link.closest("#room")) goTo(state.card);
    else return;
    event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) waiting?.abort();
    else wake();
  });
  addEventListener("pageshow", wake);
  addEventListener("online", wake);

  // A level is a number, perhaps with a label and what it means; the card that is seen first came
  // with the same tiles.
  function tiles(levels) {
    const make = (name, marks, ...inside) => {
      const made = Object.assign(document.createElement(name), marks);
      made.append(...inside);
      return made;
    };
    const told = (name, words) => (words ? [make(name, { dir: "auto" }, words)] : []);
    const tile = ([value, label, meaning]) =>
      make("label", label || meaning ? { className: "told" } : {},
        make("input", { type: "radio", name: "vote", value }), make("i", {}, value),
        ...told("span", label), ...told("small", meaning));
    return make("div", { className: "levels" }, ...levels.map(tile));
  }

  // Makes the page ready, at first and after another one was taken in.
  function dress() {
    document.documentElement.classList.add("js");
    // Only the card that is seen first came with its forms. Those of the others are like them, but
    // for their scale.
    const model = $("forms")?.content ?? all(".card[data-scale]:has(form)")[0];
    for (const card of all(".card:not(:has(form))")) {
      card.append(...all("form", model).map((form) => form.cloneNode(true)));
      const { scale } = card.dataset;
      if (scale === model.dataset?.scale) continue;
      const levels = data.scales[scale];
      if (levels) card.querySelector(".row, .levels").replaceWith(tiles(levels));
      else if ($("lights"))
        card.querySelector("fieldset").replaceWith($("lights").content.cloneNode(true));
    }
    translate();
    for (const form of all(".card form")) form.noValidate = true;
    all(".card").forEach(fill);
  }
  const left = !data.seat && kept.run && kept.run !== state.run;
  if (!data.seat && kept.run === state.run) forget();
  Kept.hear(kept, state);
  dress();
  const late = kept.run !== state.run || Object.values(kept.cards).some((card) => !card.sent);
  if (data.seat && late && Kept.counting(kept, state, data.miss).length) send();
  seat();
  draw();
  if (left && !data.closed) again().catch(() => {});
  // Waiting begins with `pageshow`.
}
if (typeof document !== "undefined") start();
