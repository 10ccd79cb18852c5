import {
  type ApiError,
  type CocClient,
  type Execution,
  endpoints,
  isApiError,
  isCredentialsError,
  isNetworkError,
  isNotFoundError,
  isTimeoutError,
  isUnexpectedResponseError,
} from "@coc-executions/client";
import type { Finding } from "./finding.ts";

/** How far the service's clock is ahead, in milliseconds, by the responses so far; undefined before the first. */
export type ClockOffset = () => number | undefined;

/** The service accepts a quarter of an hour to either side. Source: the vendor's guide on signing. */
const TOLERATED = 15 * 60_000;
const SHOWN = 60_000;

/** Signs in, and tries each operation. */
export async function checkService(client: CocClient, baseUrl: string, offset: ClockOffset): Promise<Finding[]> {
  const durations: number[] = [];
  let first: Execution | undefined;
  let total: number | undefined;
  try {
    for (let call = 0; call < 3; call++) {
      const startedAt = performance.now();
      const page = await client.executions.listPage({ limit: 1 });
      durations.push(performance.now() - startedAt);
      [first] = page.items;
      total = page.total;
    }
  } catch (error) {
    return [...clockFindings(offset()), ...explain(error, offset(), "coc:execution:list")];
  }
  const median = durations.sort((a, b) => a - b)[1] ?? 0;
  return [
    { check: "service", status: "ok", finding: "The service accepts the access key and answers as COC does." },
    ...clockFindings(offset()),
    siteFinding(baseUrl, total),
    { check: "permission", status: "ok", finding: "coc:execution:list is granted." },
    ...(await checkPermissions(client, first)),
    { check: "latency", status: "ok", finding: `A page of one ticket takes ${Math.round(median)} ms (median of 3).` },
  ];
}

function clockFindings(offset: number | undefined): Finding[] {
  if (offset === undefined)
    return [{ check: "clock", status: "unverified", finding: "No response said what time it is." }];
  if (Math.abs(offset) < SHOWN) return [{ check: "clock", status: "ok", finding: "The clock is right to the minute." }];
  const behind = offset > 0;
  const finding = `The clock is ${formatOffset(offset)} ${behind ? "behind" : "ahead of"} the service's (clock, ${behind ? "−" : "+"}${formatOffset(offset)}).`;
  if (Math.abs(offset) < TOLERATED) return [{ check: "clock", status: "note", finding }];
  return [
    {
      check: "clock",
      status: "problem",
      finding,
      next: "Set the clock of this machine. The client corrects up to a day; other tools do not.",
    },
  ];
}

function formatOffset(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

/** A wrong site is silent: it lists nothing. */
function siteFinding(baseUrl: string, total: number | undefined): Finding {
  const [site] = Object.entries(endpoints).find(([, address]) => address === baseUrl) ?? [];
  const where = site === undefined ? "This address is none of the three sites" : `This is the ${site} site`;
  if (total !== 0) return { check: "site", status: "ok", finding: `${where}, and it lists tickets.` };
  return {
    check: "site",
    status: "note",
    finding: `${where}, and it lists nothing: either there are no tickets, or the account belongs to another site.`,
    next: "If you expect tickets, try the other values of --site.",
  };
}

/** The three further reads; an id that nobody has tells as much where there is no ticket. */
async function checkPermissions(client: CocClient, ticket: Execution | undefined): Promise<Finding[]> {
  const id = ticket?.execution_id ?? "EX-doctor-probe";
  const reads: [action: string, read: () => Promise<unknown>][] = [
    ["coc:execution:get", () => client.executions.get(id)],
    ["coc:execution:listExecutionStep", () => client.executions.steps(id, { maxItems: 1 }).toArray()],
    [
      "coc:execution:listExecutionStepInstance",
      () => client.executions.instances("ES-doctor-probe", { maxItems: 1 }).toArray(),
    ],
  ];
  const findings: Finding[] = [];
  for (const [action, read] of reads) {
    const error: unknown = await read().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (error === undefined || isNotFoundError(error))
      findings.push({ check: "permission", status: "ok", finding: `${action} is granted.` });
    else findings.push(...explain(error, undefined, action));
  }
  return findings;
}

/** What an error says of the set-up. Its message is left out: a service may quote anything in it. */
function explain(error: unknown, offset: number | undefined, action: string): Finding[] {
  if (isApiError(error)) return [explainRefusal(error, offset, action)];
  if (isCredentialsError(error))
    return [
      {
        check: "credentials",
        status: "problem",
        finding: "The credentials could not be read.",
        next: "See the message of `list --verbose`.",
      },
    ];
  if (isTimeoutError(error))
    return [unverified("The service did not answer in time", "Try again, and look at the network and the proxy.")];
  if (isNetworkError(error))
    return [
      unverified(
        "There was no response from the service",
        "See the other findings, and check the network, the proxy and the firewall.",
      ),
    ];
  if (isUnexpectedResponseError(error)) {
    const finding = `What answers is not COC: status ${error.status} with a body that COC does not send.`;
    return [
      {
        check: "service",
        status: "problem",
        finding,
        next: "Check --base-url or --site; a proxy or a login page may be in between.",
      },
    ];
  }
  throw error;
}

function unverified(what: string, next: string): Finding {
  return {
    check: "service",
    status: "unverified",
    finding: `${what}, so that credentials and permissions could not be verified.`,
    next,
  };
}

/** The codes of the gateway for "not allowed". Source: its table of error codes. */
const NOT_ALLOWED = /^APIGW?\.(?:0302|0306)$/;

function explainRefusal(
  { status, errorCode = "", message, errorMessage }: ApiError,
  offset: number | undefined,
  action: string,
): Finding {
  const what = `${status}${errorCode === "" ? "" : ` ${errorCode}`}`;
  if (status === 401) {
    if (offset !== undefined && Math.abs(offset) > TOLERATED)
      return {
        check: "credentials",
        status: "unverified",
        finding: `The signature was refused (${what}), as it is where the clock is wrong.`,
        next: "Set the clock first, then ask again.",
      };
    return {
      check: "credentials",
      status: "problem",
      finding: `The access key was refused (${what}): ${reasonOf(errorMessage, message)}.`,
      next: nextOf(errorMessage, message),
    };
  }
  if (status === 403 && NOT_ALLOWED.test(errorCode))
    return {
      check: "permission",
      status: "problem",
      finding: `${action} is not granted (${what}).`,
      next: `Ask an administrator to grant the user ${action}.`,
    };
  if (status === 404 && /^APIGW?\./.test(errorCode))
    return {
      check: "service",
      status: "problem",
      finding: `There is no COC at this address (${what}).`,
      next: "Check --base-url or --site.",
    };
  return {
    check: "permission",
    status: "unverified",
    finding: `${action} could not be verified: the service returned ${what}.`,
    next: "Try again later; quote the code to the vendor's support.",
  };
}

/** Which of the known refusals it is, by the words of the gateway and by what the client makes of them. */
function reasonOf(errorMessage: string, message: string): string {
  if (message.includes("Something in between changes the request")) return "something in between changes the request";
  if (/\bak\b.*not exist/i.test(errorMessage)) return "the service does not know it";
  if (/token/i.test(errorMessage)) return "its security token is wrong or has expired";
  return "its secret does not fit";
}

function nextOf(errorMessage: string, message: string): string {
  if (message.includes("Something in between changes the request"))
    return "Find what rewrites requests: a proxy, a gateway, a --base-url with a path that is cut off.";
  if (/\bak\b.*not exist/i.test(errorMessage)) return "Check the access key id, and that the key belongs to this site.";
  if (/token/i.test(errorMessage)) return "Fetch new temporary credentials.";
  return "Check the secret access key. Repeated failures lock a key for a while.";
}
