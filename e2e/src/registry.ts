import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

/** A registry on this machine that holds the packages of this repository, and nothing else. */
export interface Registry {
  readonly url: string;
  /** What `.npmrc` needs, so that our packages come from here and all others from where they always do. */
  readonly npmrc: string;
  /** Starts it, or starts it again with what it held; it refuses these packages. */
  start(refused?: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Makes a registry of an installed Verdaccio, whose folder keeps what is published. */
export async function createRegistry(folder: string): Promise<Registry> {
  const port = await findFreePort();
  const host = `127.0.0.1:${port}`;
  let server: ChildProcess | undefined;
  return {
    url: `http://${host}`,
    npmrc: `@coc-executions:registry=http://${host}/\n//${host}/:_authToken=any\n`,
    async start(refused = []) {
      await writeFile(join(folder, "config.yaml"), configure(refused));
      const words = [join(folder, "node_modules/verdaccio/bin/verdaccio"), "--config", "config.yaml", "--listen", host];
      server = spawn("node", words, { cwd: folder, stdio: "ignore" });
      await answers(`http://${host}/-/ping`);
    },
    async stop() {
      if (server === undefined || server.exitCode !== null) return;
      server.kill();
      await once(server, "exit");
    },
  };
}

function configure(refused: readonly string[]): string {
  const rules = refused.map((name) => `  "@coc-executions/${name}": { access: $all, publish: nobody }\n`);
  return `storage: ./storage
auth: { htpasswd: { file: ./htpasswd } }
packages:
${rules.join("")}  "@coc-executions/*": { access: $all, publish: $all }
log: { type: stdout, level: warn }
`;
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const isThere = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The registry did not answer at ${url}.`);
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
