import { expect, test } from "vitest";
import { readCommand, UsageError } from "./read-command.ts";

test("needs no words", () => {
  expect(readCommand([], {})).toEqual({
    help: false,
    version: false,
    port: 0,
    host: "127.0.0.1",
    data: undefined,
    count: 200,
    seed: 1,
    newest: undefined,
    credentials: undefined,
    token: undefined,
    latency: 0,
    faults: [],
    cors: false,
    control: undefined,
    record: undefined,
    replay: undefined,
    simulate: undefined,
  });
});

test("reads every word", () => {
  const words =
    "--port 8080 --host 0.0.0.0 --count 5 --seed=7 --newest 2025-07-01T13:00:00.5Z --access-key-id a --secret-access-key b " +
    '--token t --latency 20 --faults [{"kind":"hang","times":null},{"kind":"reset","match":{"offset":10}}] --cors --simulate ' +
    "--control --control-port 8081 --control-host 0.0.0.0 --control-allow mock --control-allow other --starts-per-hour 0.5 " +
    "-h --version";
  expect(readCommand(words.split(" "), {})).toEqual({
    help: true,
    version: true,
    port: 8080,
    host: "0.0.0.0",
    data: undefined,
    count: 5,
    seed: 7,
    newest: Date.UTC(2025, 6, 1, 13),
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    token: "t",
    latency: 20,
    faults: [
      { kind: "hang", times: Number.POSITIVE_INFINITY },
      { kind: "reset", match: { offset: 10 } },
    ],
    cors: true,
    control: { port: 8081, host: "0.0.0.0", hosts: ["mock", "other"] },
    simulate: { startsPerHour: 0.5 },
  });
});

test("reads what is to be recorded, and what is to be replayed", () => {
  const recording = ["--record", "s.ndjson", "--upstream", "https://coc.example", "--access-key-id", "a"];
  expect(readCommand([...recording, "--secret-access-key", "b"], {})).toMatchObject({
    record: { file: "s.ndjson", upstream: "https://coc.example" },
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    replay: undefined,
  });
  expect(readCommand(["--replay", "s.ndjson", "--port", "8080"], {})).toMatchObject({ replay: "s.ndjson", port: 8080 });
});

test("takes secrets from the environment, where no word gives them", () => {
  const environment = { COC_MOCK_ACCESS_KEY_ID: "a", COC_MOCK_SECRET_ACCESS_KEY: "b", COC_MOCK_TOKEN: "t" };
  expect(readCommand([], environment)).toMatchObject({
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    token: "t",
  });
  expect(readCommand(["--access-key-id", "c", "--token", "u"], environment)).toMatchObject({
    credentials: { accessKeyId: "c", secretAccessKey: "b" },
    token: "u",
  });
});

test("a simulation begins now, unless it is told otherwise", () => {
  expect(readCommand(["--newest", "now"], {}).newest).toBeGreaterThan(Date.UTC(2025, 6, 2));
  expect(readCommand(["--simulate"], {})).toMatchObject({
    simulate: { startsPerHour: 60 },
    newest: expect.any(Number),
  });
});

test.each<[string[], string]>([
  [["--prot", "1"], "Unknown option '--prot'"],
  [["tickets.json"], "Unexpected argument 'tickets.json'"],
  [["--port"], "Option '--port <value>' argument missing"],
  [["--port", "x"], '--port must be an integer from 0 to 65535, not "x".'],
  [["--port", "70000"], '--port must be an integer from 0 to 65535, not "70000".'],
  [["--host", ""], "--host must not be empty."],
  [["--data", ""], "--data must not be empty."],
  [["--token", ""], "--token must not be empty."],
  [["--count=-1"], '--count must be an integer from 0 to 9000000, not "-1".'],
  [["--newest", "soon"], '--newest must be now or a time such as 2025-07-01T13:00:00Z, not "soon".'],
  [["--data", "x", "--count", "1"], "--count is for tickets that are made; with --data there are none."],
  [["--data", "x", "--newest", "now"], "--newest is for tickets that are made; with --data there are none."],
  [["--access-key-id", "a"], "--secret-access-key is missing beside --access-key-id."],
  [["--secret-access-key", "secret"], "--access-key-id is missing beside --secret-access-key."],
  [["--upstream", "https://x.example"], "--upstream needs --record."],
  [["--record", "s.ndjson"], "--record needs --upstream, the URL of the service."],
  [["--record", "s", "--upstream", "u", "--count", "3"], "--count has no meaning with --record."],
  [["--record", "s", "--upstream", "u", "--replay", "r"], "--replay has no meaning with --record."],
  [["--replay", "r", "--faults", '{"kind":"hang"}'], "--faults has no meaning with --replay."],
  [["--replay", ""], "--replay must not be empty."],
  [["--control-allow", "mock"], "--control-port, --control-host and --control-allow need --control."],
  [["--control-port", "8081"], "--control-port, --control-host and --control-allow need --control."],
  [["--control", "--control-port", "x"], '--control-port must be an integer from 0 to 65535, not "x".'],
  [["--control", "--control-host", ""], "--control-host must not be empty."],
  [["--starts-per-hour", "1"], "--starts-per-hour needs --simulate."],
  [["--simulate", "--starts-per-hour", "0"], '--starts-per-hour must be a number above 0 and up to 1000000, not "0".'],
  [
    ["--faults", '{"kind":"throttled","times":0}'],
    "--faults: times of the fault throttled must be an integer from 1 up, not 0.",
  ],
])("refuses %j and names the word", (words, message) => {
  expect(() => readCommand(words, {})).toThrow(new UsageError(message));
});

test("refuses faults that are no JSON", () => {
  expect(() => readCommand(["--faults", "reset"], {})).toThrow(/^--faults: Unexpected token/);
});
