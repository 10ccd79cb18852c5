import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compareContracts } from "./compare-contracts.ts";

const BASE = `openapi: 3.1.1
info: { title: Runs, version: 1.0.0 }
servers:
  - url: https://one.example
  - url: https://two.example
security:
  - key: []
  - token: []
paths:
  /runs:
    get:
      operationId: listRuns
      parameters:
        - { name: limit, in: query, description: How many., schema: { type: integer, format: int32 } }
        - { name: name, in: query, schema: { type: string } }
      responses:
        "200":
          description: The runs.
          headers:
            X-Request-Id: { schema: { type: string } }
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Run" }
        "202":
          description: Some of the runs.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Run" }
        "404":
          description: No such run.
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    token: { type: apiKey, in: header, name: X-Token }
  schemas:
    Run:
      type: object
      required: [id]
      properties:
        id: { type: string }
        size: { type: [integer, string] }
        ended: { type: [integer, "null"] }
        description: { type: string, description: What for. }
        state:
          $ref: "#/components/schemas/State"
    KnownState: { type: string, enum: [Running, Done] }
    State:
      anyOf:
        - $ref: "#/components/schemas/KnownState"
        - { type: string, x-open: true }
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "contracts-"));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
async function write(text: string): Promise<string> {
  count += 1;
  const file = join(folder, `${count}.yaml`);
  await writeFile(file, text);
  return file;
}

const NAME = "        - { name: name, in: query, schema: { type: string } }\n";

// What is changed, into what, and each change that is told of it.
const table: [given: string, from: string, to: string, want: string[]][] = [
  ["words", "How many.", "How many at most.", []],
  ["a field that goes", "        size: { type: [integer, string] }\n", "", ["major: Run.size is gone"]],
  [
    "a field that comes",
    "        size:",
    "        colour: { type: string }\n        size:",
    ["minor: Run.colour is new"],
  ],
  [
    "a field of another type",
    "id: { type: string }",
    "id: { type: integer }",
    ["major: Run.id has another type: number, was string"],
  ],
  [
    "a field of one more type",
    "id: { type: string }",
    "id: { type: [string, boolean] }",
    ["major: Run.id may now also be boolean"],
  ],
  ["a field of one type less", "[integer, string]", "integer", ["major: Run.size is no longer string"]],
  [
    "a field that may be null",
    "id: { type: string }",
    'id: { type: [string, "null"] }',
    ["major: Run.id may now be null"],
  ],
  ["a field that may not be null", '[integer, "null"]', "integer", ["minor: Run.ended is no longer null"]],
  ["a field that may be absent", "      required: [id]\n", "", ["major: Run.id is now optional"]],
  ["a field that is always there", "[id]", "[id, size]", ["minor: Run.size is now required"]],
  [
    "a value that comes",
    "[Running, Done]",
    "[Running, Done, Failed]",
    ['minor: KnownState has a new known value, "Failed"'],
  ],
  ["a value that goes", "[Running, Done]", "[Running]", ['major: KnownState has lost a known value, "Done"']],
  [
    "a union that closes",
    "        - { type: string, x-open: true }\n",
    "",
    ["major: State no longer takes any text, only the known values"],
  ],
  ["a parameter that goes", NAME, "", ["major: listRuns.query.name is gone"]],
  [
    "a parameter that comes",
    NAME,
    `${NAME}${NAME.replace("name: name", "name: owner")}`,
    ["minor: listRuns.query.owner is new"],
  ],
  [
    "a required parameter that comes",
    NAME,
    `${NAME}${NAME.replace("name: name", "name: owner, required: true")}`,
    ["major: listRuns.query is now required", "major: listRuns.query.owner is new and required"],
  ],
  [
    "a parameter that is required",
    "name: name,",
    "name: name, required: true,",
    ["major: listRuns.query is now required", "major: listRuns.query.name is now required"],
  ],
  [
    "a parameter of another type",
    "schema: { type: integer, format: int32 }",
    "schema: { type: string }",
    [
      "major: listRuns.query.limit has another type: string, was number",
      "minor: GET /runs – for the `query` request parameter `limit`, the type/format was generalized from `integer`/`int32` to `string`/``",
    ],
  ],
  [
    "a parameter with a limit",
    "format: int32",
    "format: int32, maximum: 100",
    ["minor: GET /runs – for the `query` request parameter `limit`, the max was set to `100.00`"],
  ],
  [
    "a parameter of another format",
    "format: int32",
    "format: int64",
    [
      "minor: GET /runs – for the `query` request parameter `limit`, the type/format was generalized from `integer`/`int32` to `integer`/`int64`",
    ],
  ],
  [
    "a field that may be a fraction",
    "ended: { type: [integer, ",
    "ended: { type: [number, ",
    [
      "minor: GET /runs – the `ended` response's property type/format changed from `integer, null`/`` to `number, null`/`` for status `200`, `202`",
    ],
  ],
  [
    "a deprecated parameter",
    "name: name,",
    "name: name, deprecated: true,",
    ["minor: GET /runs – `query` request parameter `name` was deprecated"],
  ],
  [
    "a deprecated field",
    "description: What for.",
    "description: What for., deprecated: true",
    ["minor: GET /runs – response property `description` deprecated"],
  ],
  ["a server that goes", "  - url: https://two.example\n", "", ["major: https://two.example is no server any more"]],
  [
    "a server that comes",
    "security:",
    "  - url: https://three.example\nsecurity:",
    ["minor: https://three.example is a new server"],
  ],
  [
    "a way to sign in that goes",
    "  - token: []\n",
    "",
    ["major: security.token is gone: who signs in with it no longer can"],
  ],
  [
    "no more signing in",
    "  - key: []\n  - token: []\n",
    "  - {}\n",
    [
      "major: security.key is gone: who signs in with it no longer can",
      "major: security.token is gone: who signs in with it no longer can",
      "minor: security.none is a new way to sign in",
    ],
  ],
  [
    "two ways to sign in that are asked for together",
    "  - key: []\n  - token: []\n",
    "  - { token: [], key: [] }\n",
    [
      "major: security.key is gone: who signs in with it no longer can",
      "major: security.token is gone: who signs in with it no longer can",
      "minor: security.key+token is a new way to sign in",
    ],
  ],
  [
    "another header to sign in with",
    "name: X-Token",
    "name: X-Auth",
    ["major: security.token has changed: who signs in with it has to do it otherwise"],
  ],
  ["other words of a way to sign in", "name: X-Token", "name: X-Token, description: A token.", []],
  [
    "an operation that takes one of the ways to sign in",
    "operationId: listRuns",
    "operationId: listRuns\n      security: [{ token: [] }]",
    ["major: GET /runs, security.key is gone: who signs in with it no longer can"],
  ],
  [
    "an operation with a server of its own",
    "operationId: listRuns",
    "operationId: listRuns\n      servers: [{ url: https://one.example }]",
    ["major: GET /runs, https://two.example is no server any more"],
  ],
  [
    "a parameter that is written otherwise",
    "name: name, in: query,",
    "name: name, in: query, explode: false,",
    ["major: GET /runs, query.name is written otherwise: style form, explode false, allowReserved false"],
  ],
  [
    "a default that is spelt out",
    "name: name, in: query,",
    "name: name, in: query, style: form,",
    ["minor: The contract differs in more than words, in a way that no rule names"],
  ],
  ["known values in another order", "[Running, Done]", "[Done, Running]", []],
  [
    "a field of two parts",
    "size: { type: [integer, string] }",
    'size: { allOf: [{ $ref: "#/components/schemas/KnownState" }, { type: object, properties: { a: { type: string } } }] }',
    [
      "major: Run.size has another type: KnownState with an object, was number | string",
      "minor: Run.size.a is new",
      "minor: GET /runs – the `size` response's property type/format changed from `integer, string`/`` to ``/`` for status `200`, `202`",
      "minor: GET /runs – added `#/components/schemas/KnownState, subschema #2` to the `size` response property `allOf` list for the response status `200`, `202`",
    ],
  ],
  [
    "an answer that goes",
    '        "404":\n          description: No such run.\n',
    "",
    ["major: listRuns.responses.404 is gone"],
  ],
  [
    "a header that goes",
    "          headers:\n            X-Request-Id: { schema: { type: string } }\n",
    "",
    ["major: listRuns.responses.200.headers.X-Request-Id is gone"],
  ],
  ["a path that moves", "  /runs:", "  /v2/runs:", ["major: paths./runs is gone", "minor: paths./v2/runs is new"]],
  [
    "an operation of another name",
    "listRuns",
    "findRuns",
    [
      "major: paths./runs.get has another type: findRuns, was listRuns",
      "major: listRuns is gone",
      "minor: findRuns is new",
    ],
  ],
  [
    "an extension",
    "operationId: listRuns",
    "operationId: listRuns\n      x-permissions: [read]",
    ["minor: The contract differs in more than words, in a way that no rule names"],
  ],
];

test.each(table)("%s", async (_given, from, to, want) => {
  expect(BASE).toContain(from);
  const changes = await compareContracts(await write(BASE), await write(BASE.replace(from, to)));
  expect(changes.map(({ bump, path, words }) => `${bump}: ${path} ${words}`)).toEqual(want);
});

const SHARED = BASE.replace(NAME, '        - { $ref: "#/components/parameters/name" }\n')
  .replace(
    '        "404":\n          description: No such run.\n',
    '        "404": { $ref: "#/components/responses/Missing" }\n',
  )
  .replace(
    "components:\n",
    `components:
  parameters:
    name: { name: name, in: query, schema: { type: string } }
  responses:
    Missing: { description: No such run. }
`,
  );

const shared: [given: string, before: string, after: string, want: string[]][] = [
  ["what moves under components", BASE, SHARED, []],
  [
    "what moves back is a name less",
    SHARED,
    BASE,
    ["major: responses.Missing is gone", "major: parameters.name is gone"],
  ],
  [
    "what moves and changes is told of the operation",
    BASE,
    SHARED.replace(
      "name, in: query, schema: { type: string }",
      "name, in: query, required: true, schema: { type: string }",
    ),
    ["major: listRuns.query is now required", "major: listRuns.query.name is now required"],
  ],
];

test.each(shared)("%s", async (_given, before, after, want) => {
  const changes = await compareContracts(await write(before), await write(after));
  expect(changes.map(({ bump, path, words }) => `${bump}: ${path} ${words}`)).toEqual(want);
});

const WITH_STEPS = BASE.replace(
  "components:\n",
  `  /runs/{id}/steps:
    get:
      operationId: listSteps
      summary: Query the steps of a run
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        "200":
          description: The steps.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Step" }
components:
`,
).replace("    KnownState:", "    Step: { type: object, properties: { id: { type: string } } }\n    KnownState:");

test("an operation that comes or goes is told in a sentence, and its parts are not", async () => {
  const tell = async (before: string, after: string) => {
    const changes = await compareContracts(await write(before), await write(after));
    return changes.map(({ bump, path, words }) => `${bump}: ${path} ${words}`);
  };
  expect(await tell(BASE, WITH_STEPS)).toEqual([
    "minor: GET /runs/{id}/steps (`listSteps`) is a new operation: Query the steps of a run",
    "minor: Step is new",
  ]);
  expect(await tell(WITH_STEPS, BASE)).toEqual([
    "major: GET /runs/{id}/steps (`listSteps`) is gone",
    "major: Step is gone",
  ]);
});
