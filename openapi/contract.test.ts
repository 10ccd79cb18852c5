import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { contract, contractText, resolveReference, walkNodes } from "./contract.ts";
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
  const { parameters = {}, responses: shared = {} } = contract.components ?? {};
  const wanted = [
    ...Object.keys(parameters).map((name) => `#/components/parameters/${name}`),
    ...Object.keys(shared).map((name) => `#/components/responses/${name}/`),
    ...Object.keys(contract.paths ?? {}).map((path) => `#/paths/${path.replaceAll("/", "~1")}/get/responses/200/`),
  ];
  expect(wanted.length).toBeGreaterThan(10);
  const names = examples.map(([name]) => name);
  expect(wanted.filter((place) => !names.some((name) => name.startsWith(place)))).toEqual([]);
  const failures = names.flatMap(
    (name) => /^#\/components\/responses\/GatewayFailure\/.*\/examples\/(.*)$/.exec(name)?.[1] ?? [],
  );
  expect(failures).toEqual(["internal", "backendUnavailable", "iamUnavailable", "backendTimeout"]);
});

test("an example shows only fields that the contract has", () => {
  expect(examples.flatMap(([name, schema, value]) => findUnknownFields(schema, value, name))).toEqual([]);
  const schema = resolveReference("#/components/schemas/Execution") as { properties: Record<string, unknown> };
  const { creator: _, ...rest } = schema.properties;
  const example = { execution_id: "EX1", creator: "ops" };
  expect(findUnknownFields({ ...schema, properties: rest }, example, "the example vendor")).toEqual([
    "the example vendor has the field creator, which the contract does not have",
  ]);
});

/** What of an example no schema describes, a sentence each that names the example: a field that was taken out of the contract. */
function findUnknownFields(schema: unknown, value: unknown, place: string): string[] {
  const { $ref, properties, items, oneOf, additionalProperties } = (schema ?? {}) as Record<string, never>;
  if ($ref !== undefined) return findUnknownFields(resolveReference($ref), value, place);
  if (oneOf !== undefined) return findUnknownFields(oneOf[0], value, place);
  if (Array.isArray(value)) return value.flatMap((item, row) => findUnknownFields(items, item, `${place}[${row}]`));
  if (typeof value !== "object" || value === null || additionalProperties !== undefined || !properties) return [];
  return Object.entries(value).flatMap(([name, field]) =>
    name in (properties as object)
      ? findUnknownFields(properties[name], field, `${place}.${name}`)
      : [`${place} has the field ${name}, which the contract does not have`],
  );
}

test("every operation refers to the same errors, and names its permission", () => {
  const operations = nodes.flatMap(([path, node]) => (/^#\/paths\/[^/]+\/get$/.test(path) ? [node] : []));
  expect(operations).not.toEqual([]);
  for (const { responses, "x-permissions": permissions } of operations) {
    const { 200: _, ...errors } = responses as Record<string, { $ref?: string }>;
    expect(Object.values(errors).every(({ $ref }) => $ref?.startsWith("#/components/responses/"))).toBe(true);
    expect(Object.keys(errors)).toEqual(["400", "401", "403", "404", "429", "500", "502", "503", "504"]);
    expect(permissions).toMatchObject([{ action: expect.stringMatching(/^coc:execution:/) }]);
  }
});

test("no header of an answer is promised", () => {
  const headers = nodes.flatMap(([, { headers }]) => Object.values((headers ?? {}) as Record<string, object>));
  expect(headers.length).toBeGreaterThan(0);
  expect(headers.filter((header) => "required" in header)).toEqual([]);
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
  ["ExecutionStep", {}, /must have required property 'execution_step_id'/],
  ["ExecutionStep", { execution_step_id: "ES1", inputs: [{ key: 1 }] }, /^\/inputs\/0\/key must be string/],
  ["ExecutionInstance", { id: 1 }, /must have required property 'execution_instance_id'/],
  ["ExecutionInstance", { execution_instance_id: "EI1", properties: { a: 1 } }, /^\/properties\/a must be string/],
  ["GetExecutionResponse", { data: [] }, /^\/data must be/],
  ["ListExecutionStepsResponse", { data: {} }, /^\/data must be array/],
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

test.each([
  ["ExecutionStep", { execution_step_id: "ES1", start_time: null, message: null, inputs: null, outputs: null }],
  ["ExecutionInstance", { execution_instance_id: "EI1", status: "Skipped", strat_time: 1, properties: null }],
  ["GetExecutionResponse", {}],
  ["GetExecutionResponse", { data: null }],
])("a %s like %j is accepted", (schema, value) => {
  expect(validatorOf(schema)(value)).toEqual([]);
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

test("the contract has the version of the types, which `release version` gives it", () => {
  const { version } = JSON.parse(read("../packages/types/package.json"));
  expect(contract.info?.version).toBe(version);
  expect(contractText.match(/^ {2}version: (.*)$/m)?.[1]).toBe(version); // the line that is rewritten
});

test("the released contract can be read", () => {
  const released = parse(read("released/coc-executions.yaml"));
  expect(released.info.version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(released.paths).toHaveProperty(["/v1/executions", "get"]);
});
