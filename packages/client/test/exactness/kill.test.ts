import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execution, executions } from "@coc-executions/testkit";
import { serveMockApi } from "@coc-executions/testkit/node";
import { expect, test } from "vitest";
import { createRandom } from "./random.ts";

const program = fileURLToPath(new URL("export-until-killed.ts", import.meta.url));
const MOMENTS = ["between", "within", "after"] as const;

/** Runs the program until it ends by itself or is killed; resolves to the signal that killed it. */
async function run(...words: readonly string[]): Promise<string | null> {
  const child = spawn(process.execPath, ["--conditions=@coc-executions/source", program, ...words], {
    stdio: "ignore",
  });
  const [code, signal] = await once(child, "exit");
  expect(code ?? 0).toBe(0);
  return signal;
}

test.each([
  [1, false],
  [2, true],
])(
  "an export that is killed again and again and goes on holds every ticket: seed %i, deduplicates: %s",
  async (seed, deduplicates) => {
    const random = createRandom(seed);
    const folder = mkdtempSync(join(tmpdir(), "killed-export-"));
    let added = 0;
    const server = await serveMockApi({
      executions: executions(300, { seed }),
      token: "kill-test",
      beforeAnswer: (_, list) =>
        list.add(execution({ id: 9_000_000 + added, start_time: Date.UTC(2025, 7, 1) + added++ })),
    });
    const wanted = server.executions.all().map(({ execution_id }) => execution_id);
    try {
      const kills: string[] = [];
      for (let killed = true; killed; ) {
        const moment = MOMENTS[(kills.length + seed) % MOMENTS.length] ?? "after";
        killed =
          (await run(server.url, folder, String(deduplicates), String(random.integer(40, 110)), moment)) === "SIGKILL";
        if (killed) kills.push(moment);
      }
      const came = readFileSync(join(folder, "tickets.txt"), "utf8").trimEnd().split("\n");
      const once = new Set(came);
      expect(kills.length).toBeGreaterThanOrEqual(2);
      expect(wanted.filter((id) => !once.has(id))).toEqual([]);
      const unsaved = kills.filter((moment) => moment !== "after").length;
      expect(came.length - once.size).toBe(deduplicates ? 0 : unsaved);
      const inOrder = [...once].filter((id) => wanted.includes(id));
      expect(inOrder).toEqual(wanted);
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  },
);
