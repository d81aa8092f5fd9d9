// Six people with six habits fill in a ballot sheet, told what to do line by line:
//   open FILE | plain | fill BALLOTS | print FILE | bye
//   named FILE | bye
// `fill` gives what each of them pastes into the chat: messages, the last ones last.
const { pathToFileURL } = require("url");
let browser = null;
let people = [];
let address = "";
const asked = [];
const LONG = "Nobody in the chat reads this. ".repeat(16).trim();

const launch = () => {
  const executablePath = process.env.SQUADCHECK_CHROMIUM;
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
};

async function person(options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(20000);
  context.on("request", (request) => asked.push(request.url()));
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.stack));
  page.on("console", (said) => {
    if (said.type() === "error") page.faults.push(said.text());
  });
  await page.goto(address);
  return page;
}

const card = (at) => `section[data-at="${at}"]`;
const status = (page) => page.innerText("#status");
const code = (page) => page.textContent("#text");

// The answers of a sheet in order: [vote, direction, comment].
async function clicks(page, ballots) {
  for (const [at, ballot] of ballots.entries()) {
    if (!ballot) continue;
    const [vote, direction, comment] = ballot;
    await page.click(`${card(at)} label:has([value="${vote}"])`);
    if (direction) await page.click(`${card(at)} label:has([value="${direction}"])`);
    if (comment) await page.fill(`${card(at)} textarea`, comment);
  }
}
async function seals(page) {
  await page.click("#seal");
  await page.waitForSelector("#code:not([hidden])");
  return code(page);
}

// With a mouse, and with so much to say that it takes pieces.
async function mouse(page, ballots) {
  await clicks(page, ballots);
  await seals(page);
  await page.click("#pieces summary");
  const pieces = await page.locator("#pieces li p.code").allTextContents();
  assert(pieces.length > 2 && pieces.every((piece) => piece.length <= 990), "pieces");
  await look(page);
  // The last one first: their order says nothing.
  return pieces.reverse();
}

// With keys alone: Tab from group to group, arrows within one, Enter on the button.
async function keys(page, ballots) {
  const press = (key) => page.keyboard.press(key);
  const here = () => page.evaluate(() => {
    const { name = "", id } = document.activeElement;
    return name || id;
  });
  const to = async (name) => {
    for (let tries = 0; (await here()) !== name; tries++) {
      assert(tries < 200, `no ${name} by keys: ${await here()}`);
      await press("Tab");
    }
  };
  const choose = async (name, value) => {
    if (!value) return;
    await to(name);
    await press("Space");
    const chosen = (name) => document.querySelector(`input[name="${name}"]:checked`)?.value;
    for (let tries = 0; (await page.evaluate(chosen, name)) !== value; tries++) {
      assert(tries < 9, `no ${value} by keys`);
      await press("ArrowRight");
    }
  };
  for (const [at, ballot] of ballots.entries()) {
    if (!ballot) continue;
    const [vote, direction, comment] = ballot;
    await choose(`vote-${at}`, vote);
    await choose(`direction-${at}`, direction);
    if (comment) {
      await to(`comment-${at}`);
      await page.keyboard.type(comment);
    }
    // Enter in a field is no press of the button.
    if (at === 0) {
      await page.focus(`${card(0)} input:checked`);
      await press("Enter");
      assert.strictEqual(await page.locator("#code:not([hidden])").count(), 0, "sealed by Enter");
    }
  }
  await to("seal");
  await press("Enter");
  await page.waitForSelector("#code:not([hidden])");
  await to("text");
  return [await code(page)];
}

// On a phone whose browser lets no page copy: the code is selected instead.
async function phone(page, ballots) {
  await clicks(page, ballots);
  await seals(page);
  await page.evaluate(() => {
    const refuse = () => Promise.reject(new Error("no"));
    Object.defineProperty(navigator, "clipboard", { value: { writeText: refuse } });
    document.execCommand = () => false;
  });
  await page.click("#code .copy");
  await page.waitForSelector('#code .copied:has-text("is selected")');
  const selected = await page.evaluate(() => getSelection().toString());
  assert.strictEqual(selected.replace(/\s+/g, " ").trim(), await code(page));
  await look(page);
  return [selected];
}

// In German, with a change of language in the middle.
async function german(page, ballots) {
  assert.strictEqual(await page.innerText("#seal"), "Versiegeln");
  assert.strictEqual(await page.evaluate(() => document.documentElement.lang), "de");
  await clicks(page, ballots);
  await page.click("#lang");
  assert.strictEqual(await page.innerText("#seal"), "Seal");
  await page.click("#lang");
  await seals(page);
  await look(page);
  return [await code(page)];
}

// Seals, loads the page again, thinks better of it, and seals again: the later one counts.
async function twice(page, ballots) {
  await clicks(page, ballots.map(() => ["red", "worsening", "I say something else first."]));
  const first = await seals(page);
  await page.reload();
  assert.strictEqual(await code(page), first, "the code is there after a reload");
  assert.strictEqual(await page.inputValue(`${card(0)} textarea`), "I say something else first.");
  await page.click("#seal");
  assert.match(await status(page), /Nothing has changed/);
  assert.strictEqual(await code(page), first);
  const tag = await page.innerText("#tag");
  for (const [at, ballot] of ballots.entries()) {
    await page.click(`${card(at)} .clear`);
    if (at === 0) assert.match(await status(page), /The code is still the old one/);
    const { length } = await page.locator(`${card(at)} input:checked`).all();
    assert.strictEqual(length, 0, "cleared");
    await clicks(page, ballots.map((one, other) => (other === at ? ballot : null)));
  }
  assert.strictEqual(await code(page), first, "the old one stands until it is sealed again");
  assert.strictEqual(await page.innerText("#seal"), "Seal again");
  await page.click("#seal");
  assert.match(await status(page), /^Sealed/);
  const second = await code(page);
  assert.notStrictEqual(second, first);
  assert.strictEqual(await page.innerText("#tag"), tag);
  return [first, second];
}

// Does everything wrong first, and is told.
async function wrong(page, ballots) {
  await page.click("#seal");
  assert.match(await status(page), /Answer at least one card/);
  await page.fill(`${card(1)} textarea`, "About what?");
  await page.click("#seal");
  await page.waitForSelector(`${card(1)} .fault:has-text("Choose a vote here")`);
  const focused = () => document.activeElement.name;
  assert.strictEqual(await page.evaluate(focused), "vote-1");
  await clicks(page, ballots.map(() => ["green", "", LONG]));
  assert.match(await page.innerText("#left"), /letters too long/);
  await page.click("#seal");
  assert.strictEqual(await page.locator("#code:not([hidden])").count(), 0, "too long is not sealed");
  await look(page);
  for (const at of ballots.keys()) await page.click(`${card(at)} .clear`);
  await clicks(page, ballots);
  await seals(page);
  return [await code(page)];
}

// No script gets out, and none gets in.
async function staysIn(page) {
  const refused = await page.evaluate(async () => {
    const seen = [];
    document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
    await fetch("http://127.0.0.1:9/").catch(() => {});
    const image = new Image();
    image.src = "http://127.0.0.1:9/";
    const script = document.createElement("script");
    script.textContent = "window.intruder = 1";
    document.head.append(script);
    while (seen.length < 3) await new Promise(requestAnimationFrame);
    return [...seen, String(window.intruder)];
  });
  for (const part of ["connect-src", "img-src", "script-src-elem", "undefined"])
    assert(refused.includes(part), `${part}: ${refused}`);
}

async function printable(page) {
  await page.emulateMedia({ media: "print" });
  const lost = await page.evaluate(() => {
    const gone = (one) => !one.checkVisibility() || one.scrollWidth > one.clientWidth + 1;
    const broken = (one) => getComputedStyle(one).breakInside !== "avoid";
    const all = (selector) => [...document.querySelectorAll(selector)];
    const seen = all(".card label, .card h2, #code:not([hidden]) #text").filter(gone);
    return [...seen, ...all(".card, p.code").filter(broken)].map((one) => one.outerHTML);
  });
  await page.emulateMedia({ media: null });
  assert.deepStrictEqual(lost, []);
}

const habits = [mouse, keys, phone, german, twice, wrong];
const orders = {
  async open(...file) {
    address = pathToFileURL(file.join(" ").trim()).href;
    browser = await launch();
    const small = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    for (const habit of habits) {
      const locale = habit === german ? "de-DE" : "en-GB";
      people.push(await person({ locale, ...(habit === phone ? small : {}) }));
    }
    await look(people[0]);
  },
  async fill(...ballots) {
    const said = [];
    for (const [n, mine] of JSON.parse(ballots.join(" ")).entries())
      said.push(await habits[n](people[n], mine));
    return said;
  },
  // Where no script runs, the sheet says so and offers the plain line.
  async plain() {
    const page = await person({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    const words = await page.innerText("#plain");
    for (const part of ["its script does not run", "ihr Skript nicht läuft", "g+ y= r- b g"])
      assert(words.includes(part), part);
    assert(!(await page.isVisible("#seal")), "nothing to press");
    await page.context().close();
  },
  // On paper all is there that can be chosen, no card is cut by the end of a page, and a code is
  // whole.
  async print(...file) {
    for (const page of people) await printable(page);
    const pdf = await people[0].pdf({ path: file.join(" ").trim(), format: "A4" });
    assert(pdf.length > 10000);
  },
  // A sheet with names and levels: whoever forgets the name is told.
  async named(...file) {
    address = pathToFileURL(file.join(" ").trim()).href;
    browser = await launch();
    const page = await person({ viewport: { width: 390, height: 844 } });
    people = [page];
    await page.click(`${card(0)} label:has([value="2.5"])`);
    await page.fill(`${card(0)} textarea`, "We ask early.");
    await page.click("#seal");
    await page.waitForSelector('#who-fault:has-text("Choose your name first.")');
    await look(page);
    assert.strictEqual(await page.evaluate(() => document.activeElement.name), "person");
    await page.click('#who label:has-text("Bo")');
    await page.click(`#miss label:has([value="unsure"])`);
    const given = await seals(page);
    await printable(page);
    return given;
  },
  async bye() {
    for (const page of people) assert.deepStrictEqual(page.faults, []);
    assert(asked.every((one) => one === address), `asked for ${asked}`);
    await staysIn(people[0]);
    await browser.close();
  },
};
obey(orders, () => Promise.all(people.map((page) => page.innerText("#sealing").catch(() => ""))));
