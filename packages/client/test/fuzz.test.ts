import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { createClient, isCocError, isInvalidArgumentError } from "../src/index.ts";
import { fromProfile } from "../src/node.ts";
import { manualClock } from "./manual-clock.ts";

// Whatever comes from outside ends in a value or in an error of this package, and never in another one.

const auth = (request: Request) => request;

/** Answers everything with this. */
function clientThatHears(answer: () => Response) {
  const retry = { maxAttempts: 1 };
  return createClient({
    baseUrl: "https://coc.example",
    auth,
    fetch: async () => answer(),
    clock: manualClock(),
    retry,
  });
}

const reads: readonly [string, (client: ReturnType<typeof clientThatHears>) => Promise<unknown>][] = [
  ["listPage", (client) => client.executions.listPage()],
  ["list", (client) => client.executions.list({}, { maxItems: 50 }).toArray()],
  ["get", (client) => client.executions.get("EX1")],
  ["steps", (client) => client.executions.steps("EX1", { maxItems: 50 }).toArray()],
  ["instances", (client) => client.executions.instances("ES1", { maxItems: 50 }).toArray()],
  ["why", (client) => client.executions.why("EX1")],
];

/** What looks like an answer, and at each place may be anything. */
const almost = fc.letrec((tie) => {
  const anything = fc.jsonValue({ maxDepth: 3 });
  const field = (value: fc.Arbitrary<unknown>) => fc.oneof({ weight: 4, arbitrary: value }, anything);
  const pairs = fc.array(fc.record({ key: field(fc.string()), value: field(fc.string()) }));
  return {
    row: fc.record(
      {
        execution_id: field(fc.string()),
        execution_step_id: field(fc.string()),
        execution_instance_id: field(fc.string()),
        id: field(fc.integer()),
        status: field(fc.constantFrom("Succeed", "Failed", "Running", "Timeout")),
        start_time: field(fc.integer()),
        end_time: field(fc.option(fc.integer())),
        message: field(fc.string()),
        tags: field(pairs),
        __proto__: anything,
      },
      { requiredKeys: [] },
    ),
    body: fc.record(
      {
        data: field(fc.oneof(fc.array(tie("row")), tie("row"))),
        total: field(fc.integer()),
        error_code: field(fc.string()),
        error_msg: field(fc.string()),
      },
      { requiredKeys: [] },
    ),
  };
}).body;

const bodies = fc.oneof(
  almost.map((value) => JSON.stringify(value)),
  fc.json(),
  fc.string({ unit: "binary" }),
  almost.chain((value) => {
    const text = JSON.stringify(value);
    return fc.nat(text.length).map((length) => text.slice(0, length));
  }),
);
const headerText = fc.stringMatching(/^[\x21-\x7e]{0,40}$/);
const headers = fc.dictionary(
  fc.constantFrom("content-type", "retry-after", "retry-after-ms", "date", "x-request-id", "location"),
  headerText,
);
const statuses = fc.oneof({ weight: 3, arbitrary: fc.constant(200) }, fc.integer({ min: 200, max: 599 }));
const isBodiless = (status: number) => [204, 205, 304].includes(status);

test.each(reads)("%s: any status, header and body is a value or a typed error", async (_, read) => {
  await fc.assert(
    fc.asyncProperty(statuses, headers, bodies, async (status, given, body) => {
      const answer = () => new Response(isBodiless(status) ? null : body, { status, headers: given });
      try {
        await read(clientThatHears(answer));
      } catch (error) {
        if (!isCocError(error)) throw error;
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(error.message).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
        expect(typeof error.retryable).toBe("boolean");
      }
    }),
    { numRuns: 300 },
  );
});

test("a checkpoint that is anything is used or refused by name, at once", () => {
  const client = clientThatHears(() => Response.json({ data: [], total: 0 }));
  const good = client.executions.list().checkpoint();
  const mutated = fc
    .record({ key: fc.constantFrom(...Object.keys(good)), value: fc.jsonValue() })
    .map(({ key, value }) => ({ ...good, [key]: value }));
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), mutated, fc.json(), fc.string()), (from) => {
      try {
        client.executions.list({}, { from: from as never });
      } catch (error) {
        if (!isInvalidArgumentError(error)) throw error;
      }
    }),
    { numRuns: 1000 },
  );
});

test("a file of credentials that is anything gives credentials or a typed error", async () => {
  const folder = await mkdtemp(join(tmpdir(), "coc-executions-fuzz-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "credentials");
  const line = fc.oneof(
    fc.constantFrom("[basic]", "[DEFAULT]", "[global]", "ak = a", "sk = b", "security_token=c", "# x", "; y", ""),
    fc.string({ unit: "binary" }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(line).map((lines) => lines.join("\n")),
      async (text) => {
        await writeFile(file, text);
        try {
          const credentials = await fromProfile({ file })({ signal: undefined });
          expect(credentials).toMatchObject({ accessKeyId: expect.any(String), secretAccessKey: expect.any(String) });
        } catch (error) {
          if (!isCocError(error)) throw error;
        }
      },
    ),
    { numRuns: 300 },
  );
});
