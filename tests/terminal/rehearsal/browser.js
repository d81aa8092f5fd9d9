// Stands before the scripts that drive a real browser.
const fs = require("fs");
const assert = require("assert");
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// No finding in light and dark, and at 400 %, where nothing is cut off to the right either.
async function look(page) {
  const whole = page.viewportSize();
  for (const colorScheme of ["light", "dark"])
    for (const viewport of [whole, { width: 320, height: 256 }]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await page.evaluate(axe);
      const found = await page.evaluate((runOnly) => axe.run(document, { runOnly }), RULES);
      const words = found.violations.map((one) => `${one.id}: ${one.nodes[0].html}`);
      assert.deepStrictEqual(words, [], `${colorScheme}, ${viewport.width}`);
      const fits = () => document.documentElement.scrollWidth <= innerWidth;
      assert(await page.evaluate(fits), "too wide");
    }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(whole);
}

// Does what the test says, a line each. Answers `done`, with what an order gives, or `failed: why`,
// and ends.
async function obey(orders, shown) {
  const lines = require("readline").createInterface({ input: process.stdin });
  for await (const line of lines) {
    const [order, ...rest] = line.split(" ");
    try {
      const given = await orders[order](rest[0], rest.slice(1).join(" "));
      console.log(given === undefined ? "done" : "done " + JSON.stringify(given));
    } catch (error) {
      const why = [line, error.stack, ...(await shown())].join("\n--\n");
      console.log("failed: " + JSON.stringify(why));
      process.exit(1);
    }
  }
  process.exit(0);
}
