import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { exactnessTable, measureExactness, type ReaderFigures } from "../../../../bench/exactness/measure-exactness.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const figures: readonly ReaderFigures[] = await measureExactness();

test("the usual loops lose and repeat rows; the listing does neither", () => {
  const [plain, dedupe, ...exact] = figures;
  expect(plain?.lost).toBeGreaterThan(0);
  expect(plain?.repeated).toBeGreaterThan(0);
  expect(dedupe).toMatchObject({ lost: plain?.lost, repeated: 0 });
  expect(exact).toHaveLength(2);
  for (const reader of exact) expect(reader).toMatchObject({ lost: 0, repeated: 0, errors: 0 });
});

test.each(["README.md", "packages/client/README.md", "bench/results/exactness.md"])(
  "%s shows these figures",
  (file) => {
    const { columns, rows } = exactnessTable(figures);
    const text = readFileSync(root + file, "utf8");
    for (const cells of [columns, ...rows]) expect(text).toContain(`| ${cells.join(" | ")} |`);
  },
);
