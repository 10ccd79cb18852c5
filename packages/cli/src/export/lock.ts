import { readFile, rm, writeFile } from "node:fs/promises";
import { UsageError } from "../usage-error.ts";

/** Keeps a second export away from a file for as long as `work` takes. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const path = `${file}.lock`;
  await take(path, file);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** A lock whose process is gone is what a kill has left. */
async function take(path: string, file: string): Promise<void> {
  for (;;) {
    try {
      await writeFile(path, `${process.pid}\n`, { flag: "wx" });
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const pid = Number(await readFile(path, "utf8").catch(() => ""));
    if (isAlive(pid))
      throw new UsageError(`Process ${pid} is exporting to ${file}. Wait until it is done, or use another file.`);
    await rm(path, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"; // there, but somebody else's
  }
}
