import { execFileSync } from "node:child_process";
import { delimiter, join } from "node:path";

/** The oldest `node` on the path, or `BENCH_NODE`: the packages support Node 20, and it is the slowest of them. */
export function oldestNode(): string {
  const named = process.env.BENCH_NODE;
  if (named !== undefined) return named;
  const found = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => {
    const path = join(folder, "node");
    try {
      return [{ path, version: execFileSync(path, ["-p", "process.versions.node"], { encoding: "utf8" }) }];
    } catch {
      return [];
    }
  });
  const major = (version: string) => Number.parseInt(version, 10);
  return found.sort((a, b) => major(a.version) - major(b.version))[0]?.path ?? process.execPath;
}
