import { afterEach, beforeEach, expect, vi } from "vitest";

// A library has no business printing: a team's logs are its own. Whatever a test prints, or a warning that Node prints for it
// (a leaked listener, an unhandled rejection), fails that test.
const methods = ["debug", "error", "info", "log", "warn"] as const;
const printed: string[] = [];
const onWarning = (warning: Error) => printed.push(`${warning.name}: ${warning.message}`);

beforeEach(() => {
  printed.length = 0;
  for (const method of methods)
    vi.spyOn(console, method).mockImplementation((...words) => void printed.push(words.join(" ")));
  process.on("warning", onWarning);
});

afterEach(() => {
  process.off("warning", onWarning);
  expect(printed, "printed during this test").toEqual([]);
});
