import { validatorOf } from "@coc-executions/openapi/validate";
import type { Execution } from "@coc-executions/types";
import fc from "fast-check";
import { expect, test } from "vitest";
import { lists } from "../../test/arbitraries.ts";
import { execution } from "../data/execution.ts";
import { executions, isChildTicket } from "../data/executions.ts";
import { fixtures } from "../data/fixtures.ts";
import { anonymize } from "./anonymize.ts";

const seeds = fc.nat();

function one(overrides: Partial<Execution>, seed = 1): Execution | undefined {
  return anonymize([execution(overrides)], { seed })[0];
}

/** The ids of the list's tickets, then what stands in the other fields that are replaced. */
function namesOf(list: readonly Execution[]): string[] {
  return list.flatMap(({ execution_id, creator, document_name }) => [execution_id, creator ?? "", document_name ?? ""]);
}

test("replaces names, ids and free text, and keeps status, type, version, keys and times", () => {
  const before = execution({
    creator: "zhang.wei",
    document_name: "restart-payments",
    description: "for ACME, ticket 4711",
    parameters: [{ key: "host", value: "db-7.acme.example" }],
    tags: [{ key: "team", value: "payments" }],
    targets: [{ key: "InstanceValues", values: ["i-12345678", { id: 4711, on: true }, null] }],
  });
  const after = anonymize([before], { seed: 3 })[0];
  expect(JSON.stringify(after)).not.toMatch(/zhang|wei|restart|payments|ACME|acme|4711|12345678/);
  expect(after).toEqual({
    ...before,
    id: expect.any(Number),
    execution_id: expect.stringMatching(/^EX\d{20}$/),
    document_id: expect.stringMatching(/^DM\d{22}$/),
    document_version_id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
    creator: expect.stringMatching(/^[a-z]{5}\.[a-z]{3}$/),
    document_name: expect.stringMatching(/^[a-z]{7}-[a-z]{8}$/),
    description: expect.stringMatching(/^[a-z]{3} [A-Z]{4}, [a-z]{6} [1-9]\d{3}$/),
    parameters: [{ key: "host", value: expect.stringMatching(/^[a-z]{2}-\d\.[a-z]{4}\.[a-z]{7}$/) }],
    tags: [{ key: "team", value: expect.stringMatching(/^[a-z]{8}$/) }],
    targets: [
      {
        key: "InstanceValues",
        values: [expect.stringMatching(/^[a-z]-[1-9]\d{7}$/), { id: expect.any(Number), on: true }, null],
      },
    ],
  });
});

test("gives the same for the same seed, and other words for another", () => {
  const list = executions(30);
  const first = anonymize(list, { seed: 1 });
  expect(anonymize(list, { seed: 1 })).toEqual(first);
  expect(anonymize(list, { seed: 2 })).not.toEqual(first);
  expect(list).toEqual(executions(30));
});

test("a seed gives a name the same replacement in every list", () => {
  expect(one({ creator: "maria.silva", id: 1 })?.creator).toBe(one({ creator: "maria.silva", id: 99 })?.creator);
});

test("what was the same still is, what was not still is not: of ids always, of names but for the shortest", () => {
  fc.assert(
    fc.property(lists, seeds, (list, seed) => {
      const [before, after] = [namesOf(list), namesOf(anonymize(list, { seed }))];
      const long = before.map((name, index) => ({ name, index })).filter(({ name }) => name.length > 4 || name === "");
      for (const { name, index } of long) {
        expect(after.map((other) => other === after[index])).toEqual(
          before.map((other, place) => other === name || (other.length <= 4 && after[place] === after[index])),
        );
      }
    }),
    { numRuns: 30 },
  );
});

test("keeps the shape: the contract's, and the length, nulls and type of each value", () => {
  const problemsOf = validatorOf("Execution");
  const shapeOf = (value: unknown): unknown => {
    if (typeof value === "string") return [...value].length;
    if (Array.isArray(value)) return value.map(shapeOf);
    if (typeof value !== "object" || value === null) return typeof value;
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, shapeOf(field)]));
  };
  fc.assert(
    fc.property(lists, seeds, (list, seed) => {
      const after = anonymize(list, { seed });
      expect(after.flatMap(problemsOf)).toEqual([]);
      expect(after.map(shapeOf)).toEqual(list.map(shapeOf));
    }),
  );
});

test("JSON in a text still is JSON, of the same form", () => {
  fc.assert(
    fc.property(fc.jsonValue(), seeds, (value, seed) => {
      const text = JSON.stringify(value);
      fc.pre(/^["[{]/.test(text));
      const after = JSON.parse(one({ parameters: [{ key: "k", value: text }] }, seed)?.parameters?.[0]?.value ?? "");
      expect(Array.isArray(after)).toBe(Array.isArray(value));
      expect(typeof after).toBe(typeof value);
    }),
  );
});

test("an id in a description still is that of its ticket, and a child still is one", () => {
  const list = [...fixtures.parentsAndChildren, ...executions(200)];
  const after = anonymize(list, { seed: 9 });
  expect(after.map(isChildTicket)).toEqual(list.map(isChildTicket));
  const ids = new Set(after.map(({ execution_id }) => execution_id));
  expect(ids.size).toBe(list.length);
  const parents = after.filter(isChildTicket).map(({ description }) => description?.slice("Child of ".length) ?? "");
  // The parent of the oldest may lie beyond the list.
  expect(parents.filter((id) => !ids.has(id)).length).toBeLessThanOrEqual(1);
});

test("a number stays a number of as many digits, a text a text; the largest stays one that is exact", () => {
  expect(one({ id: 3025 })?.id).toSatisfy((id: number) => id >= 1000 && id <= 9999);
  expect(one({ id: "3025" })?.id).toBe(String(one({ id: 3025 })?.id));
  for (let seed = 0; seed < 20; seed++) expect(one({ id: 2 ** 53 - 1 }, seed)?.id).toSatisfy(Number.isSafeInteger);
});

test("replaces texts in fields that nobody has heard of", () => {
  const grown: Execution = JSON.parse('{"execution_id":"EX1","owner":{"name":"maria","level":3,"active":true}}');
  const after = JSON.stringify(anonymize([grown], { seed: 1 }));
  expect(after).not.toContain("maria");
  expect(after).toContain('"level":3,"active":true');
});

test("shifts times by a constant, where there are any", () => {
  const [first, bare] = anonymize([execution({ status: "Running" }), { execution_id: "x" }], {
    seed: 1,
    shiftTime: -5000,
  });
  const { start_time = 0, update_time = 0 } = execution({ status: "Running" });
  expect(first).toMatchObject({ start_time: start_time - 5000, end_time: null, update_time: update_time - 5000 });
  expect(bare).toEqual({ execution_id: expect.stringMatching(/^[a-z]$/) });
});

test.each<[string, string]>([
  ["{}", "seed must be an integer from 0 to 4294967295, not undefined."],
  ['{"seed":1,"shift":2}', 'Each key of the options of anonymize() must be one of seed, shiftTime, not "shift".'],
  ['{"seed":1,"shiftTime":0.5}', "shiftTime must be an integer (milliseconds), not 0.5."],
  ["null", "The options must be an object with a seed, not null."],
])("refuses the options %s", (options, message) => {
  expect(() => anonymize([], JSON.parse(options))).toThrow(new TypeError(message));
});

test("keeps the fields in their order", () => {
  const list = fixtures.vendorExample;
  expect(anonymize(list, { seed: 1 }).map((ticket) => Object.keys(ticket))).toEqual(list.map(Object.keys));
});

test("refuses what is no list", () => {
  expect(() => anonymize(JSON.parse("5"), { seed: 1 })).toThrow("executions must be an array of executions, not 5.");
});
