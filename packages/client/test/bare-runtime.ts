// A program in a runtime that lacks what React Native's Hermes and old browsers lack; it prints what it got. `Object.hasOwn` stays,
// since @noble/hashes needs it.
for (const [owner, name] of [
  [globalThis, "DOMException"],
  [URL, "canParse"],
  [AbortSignal.prototype, "throwIfAborted"],
] as const)
  Reflect.deleteProperty(owner, name);

const { accessKey, createClient } = await import("../src/index.ts");
const auth = accessKey({ accessKeyId: "AK", secretAccessKey: "SK" });
const baseUrl = "https://coc.example/proxy";
const fetch = async () => Response.json({ data: [{ execution_id: "EX1", odd: 1 }], total: 1 });
const events: string[] = [];
const client = createClient({ baseUrl, auth, fetch, observe: ({ kind }) => void events.push(kind) });
const tickets = await client.executions.list({}, { signal: new AbortController().signal }).toArray();
const stalled = createClient({ baseUrl, auth, fetch: () => new Promise(() => {}), timeout: 5 });
const late: unknown = await stalled.executions
  .listPage({}, { retry: { maxAttempts: 1 } })
  .catch(({ code }: { readonly code: string }) => code);
process.stdout.write(JSON.stringify({ tickets, late, events }));
