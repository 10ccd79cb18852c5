import { expect, test } from "vitest";
import { installConsumer } from "../src/install-consumer.ts";
import { findChromium } from "../src/programs.ts";
import { runWell } from "../src/run.ts";

test("Chromium: the report, of none to 50,000 tickets, light and dark, narrow and wide", async () => {
  const cwd = await installConsumer("report");
  const env = { CHROME_PATH: await findChromium() };
  expect(await runWell("node", ["--test"], { cwd, env })).toMatch(/pass 17\b/);
});
