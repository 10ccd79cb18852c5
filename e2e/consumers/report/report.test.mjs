import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { execution, executions, fixtures } from "@coc-executions/testkit";
import { chromium } from "playwright-core";

const run = promisify(execFile);
const axe = await readFile("node_modules/axe-core/axe.min.js", "utf8");

let browser;
before(async () => {
  const quiet = ["--disable-gpu", "--disable-quic", "--disable-sync"];
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH, args: quiet });
});
after(() => browser?.close());

/** Makes a report of these tickets by the installed command. */
async function report(name, tickets) {
  await writeFile(`${name}.ndjson`, tickets.map((ticket) => `${JSON.stringify(ticket)}\n`).join(""));
  const words = ["report", "--in", `${name}.ndjson`, "--out", `${name}.html`, "--force"];
  await run(join("node_modules", ".bin", "coc-executions"), words);
  return pathToFileURL(`${name}.html`).href;
}

/** Opens a page; whatever it complains of, and each request beside the file itself, is a problem. */
async function open(url, { width = 1440, scheme = "light", ...more } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, ...more });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => request.url() !== url && problems.push(`asked for ${request.url()}`));
  await page.goto(url);
  if (more.javaScriptEnabled !== false) await page.waitForSelector("#live:not([hidden])");
  return { page, problems, close: () => context.close() };
}

const lists = { none: [], one: executions(1), vendor: fixtures.vendorList };
for (const [name, tickets] of Object.entries(lists))
  for (const scheme of ["light", "dark"])
    for (const width of [360, 1440])
      test(`${name}, ${scheme}, ${width}: accessible, quiet, and no wider than the window`, async () => {
        const { page, problems, close } = await open(await report(name, tickets), { width, scheme });
        assert.equal(
          await page.locator("#count").textContent(),
          `${tickets.length} of ${tickets.length} ${tickets.length === 1 ? "row" : "rows"}`,
        );
        // By the protocol, not by the page, whose policy takes no script but its own.
        const { violations } = await page.evaluate(`${axe}; axe.run()`);
        assert.deepEqual(
          violations.map(({ id, nodes }) => [id, nodes.length, nodes[0]?.html]),
          [],
        );
        assert.ok(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
        assert.deepEqual(problems, []);
        await close();
      });

test("50,000 tickets: few nodes, searched, sorted by keyboard, filtered by a chart, unfolded", async (t) => {
  const started = performance.now();
  const url = await report("many", executions(50_000));
  const made = performance.now() - started;
  const { size } = await stat("many.html");
  const { page, problems, close } = await open(url);
  const time = async (act) => {
    const from = performance.now();
    await act();
    return Math.round(performance.now() - from);
  };
  const grid = page.locator("#grid");
  const count = page.locator("#count");
  const load = await page.evaluate("Math.round(performance.now())");
  assert.equal(await grid.getAttribute("aria-rowcount"), "50001");
  assert.equal(await count.textContent(), "50000 of 50000 rows");
  assert.ok((await page.locator("#grid .row").count()) < 500);

  const start = page.locator("[role=columnheader][data-field=start] button");
  await start.focus();
  const sort = await time(() => page.keyboard.press("Enter"));
  assert.equal(await page.locator("[aria-sort]").count(), 1);
  assert.equal(await page.locator("[aria-sort]").getAttribute("data-field"), "start");
  await page.keyboard.press("Space");
  assert.equal(await page.locator("[aria-sort]").getAttribute("aria-sort"), "ascending");
  assert.equal(await page.evaluate("document.activeElement.textContent"), "start");

  const search = await time(() => page.locator("#search").fill("backup-mysql failed"));
  const found = Number((await count.textContent()).split(" ")[0]);
  assert.ok(found > 0 && found < 5000);
  await page.locator("#clear").click();
  await page.locator(".bar").first().click();
  assert.match(await page.locator("#chosen").textContent(), /^(day|hour): \d{4}-/);
  assert.notEqual(await count.textContent(), "50000 of 50000 rows");
  await page.locator("#clear").click();

  await page.locator("#rows").evaluate((port) => port.scrollTo(0, port.scrollHeight));
  await page.waitForSelector('[aria-rowindex="50001"]', { state: "attached" }); // no function: the policy lets no text be evaluated
  await page.locator('[aria-rowindex="50001"]').press("Enter");
  assert.match(await page.locator(".detail").textContent(), /document_id: DM/);
  assert.deepEqual(problems, []);
  t.diagnostic(JSON.stringify({ made: Math.round(made), megabytes: size / 1e6, load, sort, search }));
  await close();
});

test("printed from the dark, it is light, and says how many rows there are", async () => {
  const { page, close } = await open(await report("vendor", fixtures.vendorList), { scheme: "dark" });
  await page.emulateMedia({ media: "print" });
  const [back, text] = await page.evaluate(
    "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]",
  );
  assert.deepEqual([back, text], ["rgb(255, 255, 255)", "rgb(31, 35, 40)"]);
  assert.ok(await page.locator("#count").isVisible());
  assert.match(await page.locator(".print").textContent(), /the file itself has all 718\./);
  const { pages } = await countPages(page);
  assert.ok(pages > 0 && pages < 10, String(pages));
  await close();
});

/** How many sheets a page takes. */
async function countPages(page) {
  const text = (await page.pdf()).toString("latin1");
  return { pages: (text.match(/\/Type \/Page\b/g) ?? []).length };
}

const hostile =
  "</script><script>globalThis.x=1</script><!-- & \\ ' \" ` \u2028 \ud800 <img src=y onerror=globalThis.x=1>";

test("hostile names stay text, and survive the embedding", async () => {
  const tickets = [
    execution({ document_name: hostile, creator: hostile, status: hostile, description: "y".repeat(10_000_000) }),
  ];
  const url = await report("hostile", tickets);
  assert.ok((await stat("hostile.html")).size < 1_000_000);
  const { page, problems, close } = await open(url);
  assert.equal(await page.evaluate("globalThis.x"), undefined);
  const shown = hostile.replace("\u2028", "\\u2028");
  assert.equal(await page.locator(".row span").nth(1).textContent(), shown);
  await page.locator(".row").click();
  assert.match(await page.locator(".detail").textContent(), /y… \(10000000 characters\)/);
  const policy = await page.locator("meta[http-equiv]").getAttribute("content");
  assert.match(policy, /default-src 'none'; script-src 'sha256-/);
  assert.ok(!policy.includes("unsafe"));
  assert.deepEqual(problems, []);
  await close();
});

test("without a script, totals and the first rows can be read, and it says why the rest is not there", async () => {
  const { page, close } = await open(await report("vendor", fixtures.vendorList), { javaScriptEnabled: false });
  assert.match(await page.locator(".totals").textContent(), /718tickets/);
  assert.equal(await page.locator("#static tbody tr").count(), 50);
  assert.match(await page.locator("#static .hint").textContent(), /needs its script, which is not allowed to run here/);
  await close();
});

test("within the sandbox of an artifact viewer it works without storage", async () => {
  await report("vendor", fixtures.vendorList);
  const text = await readFile("vendor.html");
  const server = createServer((_, response) => {
    response.setHeader("content-security-policy", "sandbox allow-scripts");
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(text);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { page, problems, close } = await open(`http://127.0.0.1:${server.address().port}/`);
  await page.locator("#search").fill("restart-service");
  assert.notEqual(await page.locator("#count").textContent(), "718 of 718 rows");
  await page.locator("[role=columnheader][data-field=job] button").click();
  assert.equal(await page.locator("[aria-sort]").count(), 1);
  assert.deepEqual(
    problems.filter((problem) => !problem.includes("favicon")),
    [],
  );
  await close();
  server.close();
});
