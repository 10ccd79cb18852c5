const STRUCK_OUT = "[redacted]";

/** The request headers whose values are secrets. */
const SECRET_HEADERS = ["authorization", "x-security-token", "x-auth-token", "cookie", "proxy-authorization"];

/** Strikes the secrets of one signed request out of a text. */
export type Redact = (text: string) => string;

/**
 * Collects what a request must keep to itself: the values of its secret headers and, since a gateway may quote them alone,
 * the access key and the signature within `Authorization`.
 */
export function redactorOf(request: Request): Redact {
  const secrets = SECRET_HEADERS.flatMap((name) => {
    const value = request.headers.get(name);
    return value === null
      ? []
      : [value, ...Array.from(value.matchAll(/(?:Access|Signature)=([^,\s]+)/g), (match) => match[1] ?? "")];
  }).filter((secret) => secret !== "");
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, STRUCK_OUT), text);
}

/**
 * A copy of what a `fetch` threw that is safe to keep as a `cause`: names, codes and messages, each redacted, and nothing
 * else, since some implementations hang the whole request on their errors.
 */
export function redactCause(thrown: unknown, redact: Redact, depth = 0): Error {
  if (!(thrown instanceof Error)) return new Error(redact(String(thrown)));
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : undefined;
  const copy = new Error(redact(thrown.message) || code); // Node's refused connections have a code and no words
  copy.name = thrown.name;
  copy.stack = redact(thrown.stack ?? "");
  if (code !== undefined) Object.assign(copy, { code });
  if (thrown.cause !== undefined && depth < 5) copy.cause = redactCause(thrown.cause, redact, depth + 1);
  return copy;
}
