import { inspect } from "node:util";
import { createMockApi, type Fault, type FaultKind } from "@coc-executions/testkit";
import { expect, test } from "vitest";
import { accessKey } from "../src/auth/access-key.ts";
import type { Auth } from "../src/auth/auth.ts";
import { token } from "../src/auth/token.ts";
import { createClient } from "../src/client.ts";
import type { ClientEvent } from "../src/events.ts";
import type { FetchFunction } from "../src/http/fetch.ts";
import { openTelemetry } from "../src/opentelemetry/open-telemetry.ts";
import { manualClock } from "./manual-clock.ts";
import { telemetry } from "./telemetry.ts";

const credentials = {
  accessKeyId: "THE-ACCESS-KEY-ID",
  secretAccessKey: "the-secret-access-key",
  securityToken: "the-security-token",
};
const TOKEN = "the-iam-token";
const COOKIE = "the-cookie";
const NOW = manualClock().now();
const provider = async () => ({ ...credentials, expiration: new Date(NOW + 3_600_000) });

const auths: [name: string, auth: Auth][] = [
  ["an access key", accessKey(provider)],
  ["a token", token(TOKEN)],
];

/** Calls the service once, and returns all that an observer could keep of it, as text. */
async function observationOf(auth: Auth, fetch: FetchFunction, timeout: number | undefined) {
  const { providers, spans, metrics } = telemetry();
  const events: ClientEvent[] = [];
  const trace = openTelemetry(providers);
  const observe = (event: ClientEvent) => {
    events.push(event);
    trace(event);
  };
  const sent: string[] = [];
  const watched: FetchFunction = (url, init) => {
    sent.push(...new Headers(init.headers).values());
    return fetch(url, init);
  };
  const headers = { cookie: COOKIE };
  const options = { baseUrl: "https://coc.example", auth, fetch: watched, headers, observe, timeout };
  const client = createClient({ ...options, clock: manualClock() });
  await client.executions.listPage().catch(() => undefined);
  const told = { events, spans: spans().map(({ resource: _, ...span }) => span), metrics: await metrics() };
  return { text: inspect(told, { depth: 20, maxStringLength: null, maxArrayLength: null }), events, sent };
}

/** The signature that was sent, besides what was given. */
function secretsIn(sent: readonly string[]): string[] {
  const signatures = sent.flatMap((value) => Array.from(value.matchAll(/Signature=(\w+)/g), ([, hex = ""]) => hex));
  return [...Object.values(credentials), TOKEN, COOKIE, ...signatures];
}

const faults: Readonly<Record<FaultKind, Fault>> = {
  status: { kind: "status", status: 403 },
  throttled: { kind: "throttled", retryAfter: { seconds: 1 } },
  reset: { kind: "reset" },
  hang: { kind: "hang" },
  html: { kind: "html" },
  empty: { kind: "empty" },
  "error-in-200": { kind: "error-in-200" },
  redirect: { kind: "redirect", location: "https://elsewhere.example/" },
  "expired-token": { kind: "expired-token" },
  "expired-credentials": { kind: "expired-credentials" },
  "skewed-clock": { kind: "skewed-clock", by: 3_600_000 },
  "clamped-limit": { kind: "clamped-limit", limit: 1 },
  "ignored-offset": { kind: "ignored-offset" },
  "shifted-total": { kind: "shifted-total", by: 1 },
  "cut-body": { kind: "cut-body", framing: "chunked" },
  "wrong-total": { kind: "wrong-total", total: 5 },
  "missing-total": { kind: "missing-total" },
  "empty-page": { kind: "empty-page" },
  "reset-in-body": { kind: "reset-in-body" },
  "hang-in-body": { kind: "hang-in-body" },
  "slow-body": { kind: "slow-body", parts: 2, delay: 1 },
  "truncated-json": { kind: "truncated-json" },
  "invalid-json": { kind: "invalid-json" },
};

const cases = auths.flatMap(([name, auth]) =>
  [undefined, ...Object.values(faults)].map((fault) => [name, fault?.kind ?? "nothing wrong", auth, fault] as const),
);

test.each(cases)("with %s and %s, an observer sees no secret", async (_name, _kind, auth, fault) => {
  const api = createMockApi({ credentials, token: TOKEN, now: () => NOW, executions: [{ execution_id: "EX1" }] });
  if (fault !== undefined) api.fail({ ...fault, times: Number.POSITIVE_INFINITY });
  const { text, sent } = await observationOf(auth, api.fetch, fault?.kind.startsWith("hang") ? 5 : undefined);
  expect(sent).toContain(COOKIE);
  for (const secret of secretsIn(sent)) expect(text).not.toContain(secret);
});

/** Services that quote the request wherever they can. */
const echoes: [name: string, answer: (quote: string) => unknown, status: number][] = [
  ["a refusal", (quote) => ({ error_code: quote, error_msg: quote, request_id: quote }), 403],
  ["a 200 that reports an error", (quote) => ({ error_code: quote, request_id: quote }), 200],
  ["a ticket", (quote) => ({ data: [{ execution_id: quote, [quote]: 1, status: quote, type: quote }], total: 1 }), 200],
  ["a ticket with long values", (quote) => ({ data: [{ execution_id: "E", status: "x".repeat(70) + quote }] }), 200],
];

const echoCases = auths.flatMap(([authName, auth]) =>
  echoes.flatMap(([name, answer, status]) =>
    [true, false].map((inHeaders) => [authName, name, inHeaders, auth, answer, status] as const),
  ),
);

test.each(echoCases)(
  "with %s, an observer sees no secret that %s quotes, in the headers too: %s",
  async (_authName, _name, inHeaders, auth, answer, status) => {
    const echo: FetchFunction = async (_, init) => {
      const quote = [...new Headers(init.headers)].map(([name, value]) => `${name}: ${value}`).join(" ");
      const headers = { "x-request-id": quote, "set-cookie": quote };
      return Response.json(answer(quote), { status, ...(inHeaders && { headers }) });
    };
    const { text, events, sent } = await observationOf(auth, echo, undefined);
    for (const secret of secretsIn(sent)) expect(text).not.toContain(secret);
    expect(events.map(({ kind }) => kind)).toContain("response");
    expect(text).toContain("[redacted]");
  },
);
