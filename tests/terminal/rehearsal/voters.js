// Six voters with six habits in a real browser, told what to do line by line:
//   come URL | late | card KEY BALLOTS | revealed KEY | back KEY BALLOTS | bye
//   meet URL | levels | last          in a named check
//   alone URL NAME [plain] | says KEY BALLOT     one voter, with scripts or without
// Answers `done`, or `failed: why`, and ends. Run by the test beside it.
const http = require("http");

const LATE = 4;
const SECRET = "Nobody on the network reads this.";
let url = "";
let browser = null;
let voters = [];
const seen = "section:not([hidden])";

// Asks past the browser, as no page could.
function ask(method, path, headers, body) {
  const { hostname, port } = new URL(url);
  const to = { method, path, port, host: "127.0.0.1" };
  const all = { Host: `${hostname}:${port}`, ...headers };
  return new Promise((resolve, reject) => {
    const request = http.request({ ...to, headers: all }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode));
    });
    request.on("error", reject);
    request.end(body);
  });
}

async function voter(options) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  context.setDefaultTimeout(20000);
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.stack));
  page.on("console", (said) => {
    // A browser logs an answer that refuses; what counts is what the page makes of it.
    if (said.type() !== "error" || said.text().startsWith("Failed to load")) return;
    page.faults.push(said.text());
  });
  // All that it sends, as somebody on the network sees it.
  page.sealed = [];
  page.sent = [];
  page.on("request", (request) => {
    const body = request.postDataBuffer() ?? Buffer.alloc(0);
    if (request.url().endsWith("/ballot")) page.sealed.push(body);
    page.sent.push(Buffer.concat([Buffer.from(request.url() + " "), body]));
  });
  return page;
}

async function join(page) {
  await page.goto(url);
  await page.click(".join button");
  await page.waitForSelector(".card", { state: "attached" });
}

const at = (page, key) => page.waitForSelector(`section[data-key="${key}"]:not([hidden]) .give`);
const given = (page) => page.waitForFunction(() => {
  const card = document.querySelector("section:not([hidden])");
  return card.querySelector(".mine").textContent;
});

// By taps.
async function taps(page, key, [vote, direction]) {
  await at(page, key);
  if (vote === "abstain") await page.click(`${seen} .abstain`);
  else {
    await page.click(`${seen} label:has([value="${vote}"])`);
    await page.click(`${seen} label:has([value="${direction}"])`);
    await page.click(`${seen} .give`);
  }
  await given(page);
}

// Says something else first, and thinks better of it: the last word counts.
async function dithers(page, key, ballot) {
  await at(page, key);
  await page.click(`${seen} label:has([value="red"])`);
  await page.fill(`${seen} textarea`, SECRET);
  await page.click(`${seen} .give`);
  await given(page);
  await page.fill(`${seen} textarea`, "");
  await taps(page, key, ballot);
}

// By keys alone: Tab to a group, arrows within it, Enter on the button.
async function types(page, key, [vote, direction]) {
  await at(page, key);
  await page.evaluate(() => document.activeElement?.blur());
  await page.focus(`${seen} h2`);
  await page.keyboard.press("Tab");
  for (const [name, value] of [["vote", vote], ["direction", direction]]) {
    await page.keyboard.press("Space");
    const field = `${seen} input[name=${name}]:checked`;
    const chosen = () => page.evaluate((field) => document.querySelector(field)?.value, field);
    for (let tries = 0; (await chosen()) !== value; tries++) {
      assert(tries < 9, `no ${value} by keys`);
      await page.keyboard.press("ArrowRight");
    }
    await page.keyboard.press("Tab");
  }
  // Past the comment.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await given(page);
}

// Without scripts: a plain form, and the page again.
async function posts(page, key, [vote, direction]) {
  await page.goto(url);
  await at(page, key);
  await page.click(`${seen} label:has([value="${vote}"])`);
  await page.click(`${seen} label:has([value="${direction}"])`);
  await page.click(`${seen} .give`);
  await page.waitForLoadState();
  assert.strictEqual(await page.locator(".note[role=alert]").count(), 0, "the form was refused");
  assert(await page.locator("noscript").count(), "says that it is not sealed");
}

// Its phone is off the network while the room goes on; it wakes up and votes.
async function wakes(page, key, ballot) {
  await page.context().setOffline(true);
  await page.evaluate(() => dispatchEvent(new Event("pageshow")));
  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event("pageshow")));
  await taps(page, key, ballot);
}

// Votes as everybody does, and tries what is not allowed.
async function tampers(page, key, ballot) {
  await taps(page, key, ballot);
  const { origin, pathname } = new URL(url);
  const [cookie] = await page.context().cookies();
  const mine = { Cookie: `${cookie.name}=${cookie.value}`, Origin: origin };
  const sealed = { ...mine, "Content-Type": "application/octet-stream" };
  const form = { ...mine, "Content-Type": "application/x-www-form-urlencoded" };
  const last = page.sealed.at(-1);
  const broken = Buffer.from(last);
  broken[100] ^= 1;
  const plain = `card=${key}&vote=red`;
  const post = (headers, body) => ask("POST", `${pathname}/ballot`, headers, body);
  assert.strictEqual(await post(sealed, broken), 400, "a flipped bit");
  const evil = "http://evil.test";
  assert.strictEqual(await post({ ...sealed, Origin: evil }, last), 403, "a foreign page");
  assert.strictEqual(await post({ ...sealed, Origin: "null" }, last), 403, "no page");
  assert.strictEqual(await post({ ...form, Host: "evil.test" }, plain), 421, "another host");
  assert.strictEqual(await post(form, plain), 403, "a plain form after a sealed one");
  assert.strictEqual(await post({ ...form, Cookie: "" }, plain), 403, "without a seat");
  assert.strictEqual(await post(sealed, last), 204, "the same once more changes nothing");
}

async function open(where) {
  url = where;
  const args = ["--no-sandbox", "--host-resolver-rules=MAP team.test 127.0.0.1"];
  browser = await chromium.launch({ executablePath: process.env.SQUADCHECK_CHROMIUM, args });
}

const habits = [dithers, types, posts, wakes, taps, tampers];
const orders = {
  async come(where) {
    await open(where);
    for (let n = 0; n < habits.length; n++)
      voters.push(await voter({ javaScriptEnabled: habits[n] !== posts }));
    const [first] = voters;
    await first.goto(url);
    assert.strictEqual(await first.evaluate(() => crypto.subtle), undefined, "an insecure origin");
    await look(first);
    for (const page of voters.filter((_, n) => n !== LATE)) await join(page);
    await look(first);
  },
  async late() {
    await join(voters[LATE]);
  },
  async card(key, ballots) {
    for (const [n, ballot] of JSON.parse(ballots).entries())
      if (ballot) await habits[n](voters[n], key, ballot);
    await look(voters[0]);
    // Whatever was said, all bodies are as long, and none says it.
    for (const page of voters.filter((_, n) => habits[n] !== posts)) {
      for (const body of page.sealed) assert.strictEqual(body.length, 309);
      const sent = Buffer.concat(page.sent).toString("latin1");
      for (const word of [SECRET, "green", "yellow", "red", "abstain", "improving", "worsening"])
        assert(!sent.includes(word), `${word} is sent in clear`);
    }
  },
  async revealed(key) {
    const line = `section[data-key="${key}"] .stage:not([hidden])`;
    await voters[0].waitForSelector(line, { state: "attached" });
    await look(voters[0]);
  },
  // The program was started anew: phones with scripts do by themselves what the one without does.
  async back(key, ballots) {
    const [page, ballot] = [voters[2], JSON.parse(ballots)[2]];
    await page.goto(url);
    if (await page.locator(".join button").count()) await join(page);
    await posts(page, key, ballot);
  },
  // A named check: a name once; two people at one phone.
  async meet(where) {
    await open(where);
    voters = [await voter({}), await voter({ locale: "de-DE" })];
    const [ana, others] = voters;
    await ana.goto(url);
    await others.goto(url);
    await look(ana);
    await ana.click('.join button[value="Ana"]');
    await ana.waitForSelector(".card", { state: "attached" });
    await others.waitForSelector('.join button:disabled:has-text("Ana")');
    await look(others);
    await others.click('.join button[value="Bo"]');
    await others.waitForSelector(".card", { state: "attached" });
    await others.click("#else summary");
    await look(others);
    await others.click('#else button[value="Chi"]');
    // A function and no text: the page's policy lets nobody evaluate one.
    await others.waitForFunction(() =>
      Object.values(sessionStorage).some((kept) => JSON.parse(kept).name === "Chi"));
  },
  async levels() {
    const [ana, chi] = voters;
    await sameTiles(ana);
    await ana.click(`${seen} label:has([value="3.4"])`);
    await ana.click(`${seen} label:has([value="improving"])`);
    await ana.fill(`${seen} textarea`, "We ask early.");
    await ana.click(`${seen} .give`);
    await given(ana);
    await look(ana);
    await chi.click(`${seen} label:has([value="2"])`);
    await chi.click(`${seen} .give`);
    await given(chi);
  },
  async last() {
    const [ana] = voters;
    await ana.click("#all summary");
    await ana.click('#all a[data-to="miss"]');
    await ana.click('section[data-key="miss"]:not([hidden]) label:has([value="would"])');
    await look(ana);
    await ana.click(`${seen} .give`);
    await given(ana);
  },
  // One voter, so that somebody can listen to all that is sent.
  async alone(where, who) {
    const [name, plain] = who.split(" ");
    await open(where);
    voters = [await voter({ javaScriptEnabled: !plain })];
    const [page] = voters;
    await page.goto(url);
    await page.click(`.join button[value="${name}"]`);
    await page.waitForSelector(".card", { state: "attached" });
  },
  async says(key, ballot) {
    const [page] = voters;
    const [vote, direction, comment] = JSON.parse(ballot);
    await at(page, key);
    await page.click(`${seen} label:has([value="${vote}"])`);
    await page.click(`${seen} label:has([value="${direction}"])`);
    await page.fill(`${seen} textarea`, comment);
    await page.click(`${seen} .give`);
  },
  async bye() {
    for (const page of voters) assert.deepStrictEqual(page.faults, []);
    await browser.close();
  },
};

// The script makes the forms of all cards but one: they are those that the page would come with.
async function sameTiles(page) {
  const cards = await page.evaluate(async () => {
    const compared = [];
    for (const { dataset: { key } } of document.querySelectorAll(".card[data-scale]")) {
      const html = await (await fetch(`${location.pathname}?card=${key}`)).text();
      const served = new DOMParser().parseFromString(html, "text/html");
      const tiles = (from) => from.querySelector(`.card[data-key="${key}"] fieldset div`).innerHTML;
      const same = [document, served].map(tiles).map((one) => one.replaceAll(' required=""', ""));
      compared.push([key, ...same]);
    }
    return compared;
  });
  assert.ok(cards.length > 4);
  for (const [key, made, served] of cards) assert.strictEqual(made, served, key);
}

const main = (page) => page.innerText("main", { timeout: 1000 }).catch(() => "");
obey(orders, () => Promise.all(voters.map(main)));
