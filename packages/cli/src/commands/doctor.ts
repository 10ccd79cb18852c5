import { accessKey, createClient, endpoints, isInvalidArgumentError } from "@coc-executions/client";
import { nodeFetch } from "@coc-executions/client/node";
import { type ContractReport, checkContract, describeContract } from "../doctor/check-contract.ts";
import { checkSource } from "../doctor/check-credentials.ts";
import { checkNetwork } from "../doctor/check-network.ts";
import { type ClockOffset, checkService } from "../doctor/check-service.ts";
import { CHECK_TIMEOUT, type Finding } from "../doctor/finding.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type Io, write } from "../io.ts";
import { addressOf, requireOneTarget } from "../options/connect.ts";
import { readCredentials } from "../options/credentials.ts";
import type { ConnectionOptions } from "../options/definitions.ts";
import { stringify } from "../output/json.ts";
import { type Palette, paletteOf } from "../output/style.ts";
import { UsageError } from "../usage-error.ts";
import { VERSION } from "../version.ts";

export interface DoctorOptions extends ConnectionOptions {
  readonly json?: true;
  readonly contract?: true;
}

/** What was found out. */
interface Examination {
  readonly findings: readonly Finding[];
  /** With `--contract`: what the service's pages leave open, and what of its answers is not in the contract. */
  readonly contract?: ContractReport | undefined;
}

/** `coc-executions doctor`: why it does not work, and what to do. Exit code 0 if it works. */
export async function doctor(options: DoctorOptions, io: Io): Promise<ExitCode> {
  requireOneTarget(options);
  const demo = options.demo ? await (await import("../demo.ts")).startDemo() : undefined;
  try {
    const { findings, contract } = await examine(options, io, demo);
    const works =
      findings.some(({ check, status }) => check === "service" && status === "ok") &&
      !findings.some(({ check, status }) => status === "problem" && check !== "clock");
    if (options.json) {
      const report = {
        schema: "coc-executions/doctor/1",
        version: VERSION,
        node: process.versions.node,
        works,
        findings,
        contract,
      };
      await write(io.stdout, `${stringify(report, io.isTerminal, 2)}\n`);
    } else await write(io.stdout, describe(findings, works, contract, paletteOf(io)));
    return works ? EXIT.done : EXIT.failed;
  } finally {
    await demo?.close();
  }
}

async function examine(
  options: DoctorOptions,
  io: Io,
  demo: { readonly url: string; readonly auth: ReturnType<typeof accessKey> } | undefined,
): Promise<Examination> {
  const source = checkSource(options, io.env);
  const address = demo?.url ?? addressOf(options, io);
  const url = toUrl(address);
  const network = await checkNetwork(url, io.env);
  const findings = [source, ...network];
  if (findings.some(({ status }) => status === "problem")) return { findings };
  const { fetch, offset } = timedFetch(io);
  try {
    const auth = demo?.auth ?? accessKey(await readCredentials(options, io));
    const drift: string[] = [];
    const client = createClient({
      ...{ baseUrl: address, auth, fetch, timeout: CHECK_TIMEOUT, retry: { maxAttempts: 1 } },
      observe: (event) => {
        if (event.kind === "drift") drift.push(`${event.what} ${event.name}`);
      },
    });
    findings.push(...(await checkService(client, address.replace(/\/$/, ""), offset)));
    const works = findings.some(({ check, status }) => check === "service" && status === "ok");
    const contract = options.contract && works ? await checkContract(client, drift, io) : undefined;
    return { findings, contract };
  } catch (error) {
    if (!(error instanceof UsageError) && !isInvalidArgumentError(error)) throw error;
    const next = "Look at the file or the variables; their content is not shown here.";
    return {
      findings: [
        ...network,
        { check: "credentials", status: "problem", finding: "The credentials cannot be used as they are.", next },
      ],
    };
  }
}

function toUrl(address: string): URL {
  try {
    return new URL(address);
  } catch {
    const sites = Object.keys(endpoints).join(", ");
    throw new UsageError(`The address of the service is not a URL. Use --site (${sites}) or --base-url.`);
  }
}

/** A `fetch` that notes how far the service's clock is from ours. */
function timedFetch({ env }: Io): { readonly fetch: ReturnType<typeof nodeFetch>; readonly offset: ClockOffset } {
  const send = nodeFetch({ env });
  let offset: number | undefined;
  return {
    offset: () => offset,
    fetch: async (address, init) => {
      const sentAt = Date.now();
      const response = await send(address, init);
      const date = Date.parse(response.headers.get("date") ?? "");
      // Half a second, since the header has none; the middle of the call, since it was made somewhere in it.
      if (!Number.isNaN(date)) offset = date + 500 - (sentAt + Date.now()) / 2;
      return response;
    },
  };
}

const MARKS = { ok: "✓", problem: "✗", unverified: "?", note: "!" };
const COLOURS = { ok: "Succeed", problem: "Failed", unverified: "Canceled", note: "Canceled" };

function describe(
  findings: readonly Finding[],
  works: boolean,
  contract: ContractReport | undefined,
  palette: Palette,
): string {
  const lines = findings.flatMap(({ check, status, finding, next }) => {
    const mark = palette.status(COLOURS[status])(MARKS[status]);
    return [`${mark} ${check.padEnd(11)} ${finding}`, ...(next === undefined ? [] : [`              → ${next}`])];
  });
  const end = works ? "It works." : "It does not work: see ✗ and ?.";
  const more = contract === undefined ? "" : describeContract(contract);
  return `${lines.join("\n")}\n\n${palette.heading(end)}\n${more}`;
}
