import { readFile } from "node:fs/promises";
import type { Execution } from "@coc-executions/types";
import { executions as makeExecutions } from "../data/executions.ts";
import { describeCall } from "../mock-api/describe-call.ts";
import { openReplay } from "../recorder/replay.ts";
import { serveRecorder } from "../recorder/serve-recorder.ts";
import { type MockServer, serveMockApi } from "../transports/serve-mock-api.ts";
import { HELP } from "./help.ts";
import { type Command, readCommand, UsageError } from "./read-command.ts";
import { readExecutions } from "./read-executions.ts";

/** Runs `coc-executions-mock` until it is interrupted, and gives its exit code. */
export async function runCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  try {
    const command = readCommand(words, environment);
    if (command.help || command.version) {
      process.stdout.write(command.help ? HELP : `${await readVersion()}\n`);
      return 0;
    }
    const server = await serve(command);
    const control = server.controlUrl === undefined ? "" : `control ${server.controlUrl}\n`;
    process.stdout.write(`${server.url}\n${control}`);
    await interruption();
    await server.close();
    return 0;
  } catch (error) {
    const isUsage = error instanceof UsageError || error instanceof TypeError;
    process.stderr.write(`coc-executions-mock: ${error instanceof Error ? error.message : error}\n`);
    return isUsage ? 2 : 1;
  }
}

type Served = Pick<MockServer, "url" | "close"> & { readonly controlUrl?: string | undefined };

async function serve(command: Command): Promise<Served> {
  const { record, replay, port, host, credentials } = command;
  const tell = (sentence: string) => void process.stderr.write(`${sentence}\n`);
  if (record !== undefined) return await serveRecorder({ ...record, credentials, port, host, tell });
  if (replay !== undefined) return await (await openReplay(replay)).serve({ port, host });
  return await serveMock(command);
}

async function serveMock(command: Command): Promise<MockServer> {
  const { port, host, seed, credentials, token, latency, cors, control, simulate } = command;
  const executions = await readList(command);
  const server = await serveMockApi({
    port,
    host,
    seed,
    latency,
    cors,
    control: control ?? false,
    executions,
    afterAnswer: (call) => void process.stderr.write(`${describeCall(call)}\n`),
    ...(credentials === undefined ? {} : { credentials }),
    ...(token === undefined ? {} : { token }),
    ...(simulate === undefined ? {} : { simulate }),
  });
  for (const fault of command.faults) server.fail(fault);
  return server;
}

async function readList({ data, count, seed, newest }: Command): Promise<readonly Execution[]> {
  if (data !== undefined) return await readExecutions(data);
  return makeExecutions(count, { seed, ...(newest === undefined ? {} : { newest }) });
}

async function readVersion(): Promise<string> {
  const manifest = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  return String(JSON.parse(manifest).version);
}

function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => resolve());
  });
}
