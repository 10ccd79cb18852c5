// A program that holds two majors: one of its own, and one that a library brings along.
import { createClient as createNew, isApiError as isNewApiError } from "new-client";
import type { ExecutionParameter as NewParameter } from "new-types";
import { createClient as createOld, isApiError as isOldApiError } from "old-client";
import type { ExecutionParameter as OldParameter } from "old-types";

const older: OldParameter = { key: "size", value: "1" };
const newer: NewParameter = older;
// @ts-expect-error What the newer major says of a value is more than the older one takes.
const back: OldParameter = newer;

const answer = (status: number, body: object) => async () =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
const options = (fetch: typeof globalThis.fetch) => ({
  baseUrl: "https://coc.example.com",
  auth: (request: Request) => request,
  fetch,
});

const page = answer(200, { data: [{ execution_id: "EX1" }], total: 1 });
const [old, fresh] = [createOld(options(page)), createNew(options(page))];
const read = [(await old.executions.listPage()).items.length, (await fresh.executions.listPage()).items.length];

const refusal = answer(403, { error_code: "APIGW.0302", error_msg: "No." });
const errors: unknown[] = [];
await createOld(options(refusal))
  .executions.listPage()
  .catch((error: unknown) => errors.push(error));
await createNew(options(refusal))
  .executions.listPage()
  .catch((error: unknown) => errors.push(error));
const recognised = errors.map((error) => isOldApiError(error) && isNewApiError(error));

console.log(back.value, ...read, ...recognised);
