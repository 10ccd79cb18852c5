const STRUCK_OUT = "[redacted]";

/** The request headers whose values are secrets. */
const SECRET_HEADERS = ["authorization", "x-security-token", "x-auth-token", "cookie", "proxy-authorization"];

/** Strikes the secrets of one signed request out of a text. */
export type Redact = (text: string) => string;

/**
 * Collects what a request must keep to itself, when it is first needed: the values of its secret headers and, since a gateway
 * may quote them alone, the access key and the signature within `Authorization`.
 */
export function redactorOf(request: Request): Redact {
  let secrets: string[] | undefined;
  return (text) => {
    secrets ??= secretsOf(request.headers);
    return secrets.reduce((rest, secret) => rest.replaceAll(secret, STRUCK_OUT), text);
  };
}

function secretsOf(headers: Headers): string[] {
  const values = SECRET_HEADERS.map((name) => headers.get(name) ?? "");
  const parts = values[0]
    ?.split(/[,\s]+/)
    .filter((part) => part.startsWith("Access=") || part.startsWith("Signature="));
  return [...values, ...(parts ?? []).map((part) => part.slice(part.indexOf("=") + 1))].filter(
    (secret) => secret !== "",
  );
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
