import { expect, test } from "vitest";
import { installConsumer } from "../src/install-consumer.ts";
import { findChromium } from "../src/programs.ts";
import { runWell } from "../src/run.ts";

test("Chromium: a bundled page lists in memory, from another origin, and by MSW's service worker", async () => {
  const cwd = await installConsumer("browser");
  const env = { CHROME_PATH: await findChromium() };
  expect(await runWell("node", ["--test"], { cwd, env })).toMatch(/pass 11\b/);
});
