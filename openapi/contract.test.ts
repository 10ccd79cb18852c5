import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { contract, resolveReference, walkNodes } from "./contract.ts";
import { validatorOf, validatorOfSchema } from "./validate.ts";

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");
const nodes = [...walkNodes(contract)];

/** Each example of the contract with the schema that stands beside it. */
const examples = nodes.flatMap(([path, node]): [name: string, schema: unknown, value: unknown][] => {
  if (!("schema" in node)) return [];
  const named = Object.entries((node.examples ?? {}) as Record<string, { value: unknown }>);
  return [
    ...("example" in node ? [[path, node.schema, node.example] as [string, unknown, unknown]] : []),
    ...named.map(([name, { value }]): [string, unknown, unknown] => [`${path}/examples/${name}`, node.schema, value]),
  ];
});

test("there are examples: one of each parameter, and of each answer", () => {
  const parameters = Object.keys(contract.components?.parameters ?? {});
  expect(parameters).toContain("limit");
  for (const name of parameters) expect(examples.map(([path]) => path)).toContain(`#/components/parameters/${name}`);
  const { responses } = resolveReference("#/paths/~1v1~1executions/get") as { responses: Record<string, object> };
  const inlined = Object.keys(responses).filter((status) => !("$ref" in (responses[status] ?? {})));
  expect(inlined).toContain("200");
  for (const status of inlined) expect(examples.some(([name]) => name.includes(`/responses/${status}/`))).toBe(true);
  const { examples: failures } = resolveReference(
    "#/components/responses/GatewayFailure/content/application~1json",
  ) as { examples: Record<string, { summary: string }> };
  expect(Object.values(failures).map(({ summary }) => summary.match(/\((\d+)\)/)?.[1])).toEqual([
    "500",
    "502",
    "503",
    "504",
  ]);
});

test("no header of an answer is promised", () => {
  // openapi-typescript makes a header that stands behind a $ref a required one, whatever it says.
  const headers = nodes.flatMap(([path, { headers }]) =>
    Object.entries((headers ?? {}) as Record<string, object>).map(([name, header]) => ({ path, name, header })),
  );
  expect(headers.length).toBeGreaterThan(0);
  expect(headers.filter(({ header }) => "$ref" in header || "required" in header)).toEqual([]);
});

test.each(examples)("the example %s is as its schema says", (_, schema, value) => {
  expect(validatorOfSchema(schema)(value)).toEqual([]);
});

const broken: [schema: string, value: unknown, problem: RegExp][] = [
  ["Execution", {}, /must have required property 'execution_id'/],
  ["Execution", { execution_id: 1 }, /^\/execution_id must be string/],
  ["Execution", { execution_id: "EX1", start_time: "2025-07-01" }, /^\/start_time must be integer/],
  ["Execution", { execution_id: "EX1", start_time: null }, /^\/start_time must be integer/],
  ["Execution", { execution_id: "EX1", status: 1 }, /^\/status/],
  ["Execution", { execution_id: "EX1", targets: [{ key: "InstanceValues" }] }, /^\/targets\/0 .*'values'/],
  ["ListExecutionsResponse", { data: {} }, /^\/data must be array/],
  ["ListExecutionsResponse", { data: [{ execution_id: "EX1", tags: [{ key: 1 }] }] }, /^\/data\/0\/tags\/0\/key/],
  ["ErrorBody", { error_code: 400 }, /^\/error_code must be string/],
];

test.each(broken)("a %s like %j is found wrong", (schema, value, problem) => {
  expect(validatorOf(schema)(value)).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
});

test.each([
  { execution_id: "EX1" },
  { execution_id: "EX1", id: 3025 },
  { execution_id: "EX1", id: "3025" },
  { execution_id: "EX1", end_time: null, description: null, target_parameter_name: null, targets: null },
  { execution_id: "EX1", status: "Archived", type: "WAVE" },
  { execution_id: "EX1", targets: [{ key: "InstanceValues", values: [{ resource_id: "x" }, "y", 1] }] },
  { execution_id: "EX1", brand_new_field: { a: 1 } },
])("a ticket like %j is accepted", (ticket) => {
  expect(validatorOf("Execution")(ticket)).toEqual([]);
});

test("the vendor's example stands in the contract as the vendor printed it", () => {
  const printed = JSON.parse(read("examples/vendor-example.json"));
  const inContract = resolveReference(
    "#/paths/~1v1~1executions/get/responses/200/content/application~1json/examples/vendor/value",
  );
  expect(inContract).toEqual(printed);
  // Taken from the text of the page, not from the file: every field, every value, in the order of the page.
  expect(createHash("sha256").update(JSON.stringify(printed)).digest("hex")).toBe(
    "d5a1a933bf862e90661b89a394057467bf6e16076d91ed00640bd7973f26307d",
  );
});

test("every schema with a name, and each of its fields, says what it means", () => {
  const { schemas } = contract.components as unknown as { schemas: Record<string, Record<string, unknown>> };
  const silent = Object.entries(schemas).flatMap(([name, { description, properties = {} }]) => [
    ...(typeof description === "string" ? [] : [name]),
    ...Object.entries(properties as Record<string, Record<string, unknown>>)
      .filter(([, field]) => !("description" in field))
      .map(([field]) => `${name}.${field}`),
  ]);
  expect(silent).toEqual([]);
});

test("no reference leads out of the file, and each leads somewhere", () => {
  const references = nodes.flatMap(([path, node]) => ("$ref" in node ? [[path, String(node.$ref)] as const] : []));
  expect(references.length).toBeGreaterThan(0);
  for (const [path, reference] of references) {
    expect(reference, path).toMatch(/^#\//);
    expect(resolveReference(reference), path).toBeDefined();
  }
});

test("the released contract can be read", () => {
  const released = parse(read("released/coc-executions.yaml"));
  expect(released.info.version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(released.paths).toHaveProperty(["/v1/executions", "get"]);
});
