import { spawn } from "node:child_process";
import { once } from "node:events";

/** What a command has said. */
export interface Output {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, whatever that is. On Windows npm's tools are .cmd files, which only a shell starts. */
export function run(
  command: string,
  words: readonly string[],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, {
      cwd,
      env: { ...process.env, ...env },
      shell: process.platform === "win32",
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject).on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs a command that has to succeed, and gives what it printed. */
export async function runWell(...given: Parameters<typeof run>): Promise<string> {
  const { code, stdout, stderr } = await run(...given);
  if (code === 0) return stdout;
  throw new Error(`${given[0]} ${given[1].join(" ")} ended with ${code}\n${stdout}\n${stderr}`);
}

/** A command that serves until it is stopped. */
export interface Running {
  /** The first line that it printed. */
  readonly url: string;
  /** What it printed at once. */
  readonly printed: string;
  /** Interrupts it, and gives its exit code. */
  stop(): Promise<number | null>;
}

/** Starts a Node program that prints its URL in its first line. */
export async function startCommand(program: string, words: readonly string[]): Promise<Running> {
  const child = spawn("node", [program, ...words], { stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [printed] = await once(child.stdout.setEncoding("utf8"), "data");
  child.stdout.resume(); // a log that nobody reads would hold it up
  return {
    url: String(printed).split("\n")[0] ?? "",
    printed,
    stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
