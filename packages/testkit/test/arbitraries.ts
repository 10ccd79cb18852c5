import type { Execution } from "@coc-executions/types";
import fc from "fast-check";
import { execution } from "../src/data/execution.ts";
import { executions } from "../src/data/executions.ts";
import { fixtures } from "../src/data/fixtures.ts";

const time = fc.integer({ min: 1_750_000_000_000, max: 1_752_000_000_000 });
const text = fc.string({ unit: "grapheme", maxLength: 12 });
const tag = fc.record({ key: text, value: text });

/** A ticket with any of its fields changed, null where null may be, or gone. */
const ticket: fc.Arbitrary<Execution> = fc
  .record(
    {
      id: fc.oneof(fc.nat(), text),
      status: text,
      type: text,
      document_name: text,
      document_id: text,
      start_time: time,
      end_time: fc.option(time),
      description: fc.option(text),
      creator: text,
      tags: fc.array(tag, { maxLength: 3 }),
      parameters: fc.array(tag, { maxLength: 3 }),
      targets: fc.option(
        fc.array(fc.record({ key: text, values: fc.array(fc.jsonValue(), { maxLength: 2 }) }), { maxLength: 2 }),
      ),
    },
    { requiredKeys: [] },
  )
  .chain((changes) =>
    fc.subarray(["id", "creator", "tags", "start_time", "status"]).map((gone) => {
      const whole = Object.entries(execution(changes)).filter(([name]) => !gone.includes(name));
      return { ...Object.fromEntries(whole), execution_id: "" };
    }),
  );

/** Lists made at random, lists made by seed, and every fixture. Each ticket has an id of its own. */
export const lists: fc.Arbitrary<Execution[]> = fc.oneof(
  fc.array(ticket, { maxLength: 30 }).map((list) => list.map((one, index) => ({ ...one, execution_id: `EX${index}` }))),
  fc.record({ count: fc.nat(200), seed: fc.nat() }).map(({ count, seed }) => executions(count, { seed })),
  fc.constantFrom(...Object.values(fixtures)),
);

const goodValue = {
  limit: fc.integer({ min: 1, max: 300 }).map(String),
  offset: fc.nat(300).map(String),
  creator: text,
  document_name: text,
  document_id: text,
  start_time: time.map(String),
  end_time: time.map(String),
  tags: fc
    .array(tag, { minLength: 1, maxLength: 2 })
    .map((tags) => tags.map(({ key, value }) => `k${key}=${value}`).join(",")),
  exclude_child_executions: fc.boolean().map(String),
};

/** Queries, most of them good, some with values or names that are not. */
export const queries: fc.Arbitrary<string> = fc
  .tuple(
    fc.record(goodValue, { requiredKeys: [] }),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.dictionary(fc.constantFrom("limit", "x", "tags"), text) },
    ),
  )
  .map(([good, bad]) => new URLSearchParams({ ...good, ...bad }).toString());
