import { validatorOf } from "@coc-executions/openapi/validate";
import type { Execution } from "@coc-executions/types";
import fc from "fast-check";
import { expect, test } from "vitest";
import { findShapeProblem } from "../src/data/check-execution.ts";
import { executions } from "../src/data/executions.ts";
import { fixtures } from "../src/data/fixtures.ts";
import { createMockApi } from "../src/mock-api/create-mock-api.ts";
import { lists, queries } from "./arbitraries.ts";

const URL_OF_LIST = "https://coc.example/v1/executions";

const problemsOf = { list: validatorOf("ListExecutionsResponse"), error: validatorOf("ErrorBody") };

test("every answer is one of the contract, to good queries and bad ones", async () => {
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(lists, queries, fc.boolean(), async (list, query, mayCall) => {
      const { fetch } = createMockApi({ executions: list, token: "token" });
      const headers = { "x-auth-token": mayCall ? "token" : "other" };
      const response = await fetch(`${URL_OF_LIST}?${query}`, { headers });
      statuses.add(response.status);
      expect((response.ok ? problemsOf.list : problemsOf.error)(await response.json())).toEqual([]);
      expect(response.headers.get("content-type")).toBe("application/json");
    }),
  );
  expect(statuses).toEqual(new Set([200, 400, 401]));
});

test("a query gives a window of what it gives without limit and offset, and the same total", async () => {
  await fc.assert(
    fc.asyncProperty(
      lists,
      queries,
      fc.nat(50),
      fc.integer({ min: 1, max: 50 }),
      async (list, query, offset, limit) => {
        const { fetch } = createMockApi({ executions: list, unknowns: { maxLimit: 10_000 } });
        const filter = new URLSearchParams(query);
        filter.delete("limit");
        filter.delete("offset");
        const read = async (window: string) => (await fetch(`${URL_OF_LIST}?${filter}&${window}`)).json();
        const all = await read("limit=10000");
        fc.pre(all.data !== undefined);
        expect(all.total).toBe(all.data.length);
        expect(await read(`limit=${limit}&offset=${offset}`)).toEqual({
          data: all.data.slice(offset, offset + limit),
          total: all.total,
        });
      },
    ),
  );
});

test("whatever a filter lists is in the list, in its order, exactly as it was given", async () => {
  await fc.assert(
    fc.asyncProperty(lists, queries, async (list, query) => {
      const mock = createMockApi({ executions: list });
      const { data } = await (await mock.fetch(`${URL_OF_LIST}?${query}`)).json();
      fc.pre(data !== undefined);
      const all = mock.executions.all();
      const places = data.map(({ execution_id }: Execution) =>
        all.findIndex((one) => one.execution_id === execution_id),
      );
      expect(places).toEqual([...places].sort((first, second) => first - second));
      expect(data).toEqual(places.map((place: number) => JSON.parse(JSON.stringify(all[place]))));
    }),
  );
});

const problemsOfTicket = validatorOf("Execution");
const field = fc.constantFrom(...Object.keys(fixtures.vendorExample[0] ?? {}), "unknown");
const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(null, 1.5, -1, 2 ** 60, "", [], {}, [null]),
  fc.array(fc.dictionary(fc.constantFrom("key", "value", "values"), fc.jsonValue()), { maxLength: 2 }),
);

test("what the store takes for a ticket is what the contract takes for one", () => {
  const seen = new Set<boolean>();
  const anything = fc.oneof(
    fc
      .tuple(fc.constantFrom(...executions(50), ...fixtures.vendorExample), field, odd)
      .map(([ticket, name, value]) => ({ ...ticket, [name]: value })),
    odd,
  );
  fc.assert(
    fc.property(anything, (value) => {
      const problem = findShapeProblem(value);
      seen.add(problem === undefined);
      expect(problem === undefined, JSON.stringify(problem)).toBe(problemsOfTicket(value).length === 0);
    }),
    { numRuns: 2000 },
  );
  expect(seen).toEqual(new Set([true, false]));
});
