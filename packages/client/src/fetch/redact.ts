import { spellingsOf } from "./spellings.ts";

const STRUCK_OUT = "[redacted]";

/** Names of request headers whose values are secrets: the service's own, cookies, and the key of a gateway of the caller's. */
const SECRET_HEADER = /auth|cookie|credential|key|password|secret|signature|token/;

/** Strikes the secrets of one signed request out of a text. */
export type Redact = (text: string) => string;

/**
 * Collects what a request must keep to itself, when it is first needed: the values of its secret headers and, since a gateway
 * may quote them alone, the access key and the signature within `Authorization`, and each cookie.
 */
export function redactorOf(request: Request): Redact {
  return redactor(() => secretsOf(request.headers));
}

/** Strikes out these secrets, in whichever spelling a service may quote them. They are asked for when they are first needed. */
export function redactor(collect: () => readonly string[]): Redact {
  let patterns: readonly RegExp[] | undefined;
  return (text) => {
    patterns ??= collect().filter(Boolean).map(spellingsOf);
    return patterns.reduce((rest, pattern) => rest.replace(pattern, STRUCK_OUT), text);
  };
}

function secretsOf(headers: Headers): string[] {
  const secrets: string[] = [];
  for (const [name, value] of headers) if (SECRET_HEADER.test(name)) secrets.push(value);
  const parts = [
    ...(headers.get("authorization") ?? "").matchAll(/(?:Access|Signature)=([^,\s]+)/g),
    ...(headers.get("cookie") ?? "").matchAll(/=([^;]{4,})/g),
  ];
  return [...secrets, ...parts.map(([, secret = ""]) => secret)];
}

/**
 * A copy of what a `fetch` threw that is safe to keep as a `cause`: names, codes and messages, each redacted, and nothing
 * else, since some implementations hang the whole request on their errors.
 */
export function redactCause(thrown: unknown, redact: Redact, depth = 0): Error {
  if (!isErrorLike(thrown)) return new Error(redact(textOf(thrown)));
  const code = "code" in thrown && typeof thrown.code === "string" ? redact(thrown.code) : undefined;
  const copy = new Error(redact(thrown.message) || code); // Node's refused connections have a code and no words
  if (typeof thrown.name === "string") copy.name = redact(thrown.name);
  copy.stack = redact(String(thrown.stack ?? ""));
  if (code !== undefined) Object.assign(copy, { code });
  if (thrown.cause !== undefined && depth < 5) copy.cause = redactCause(thrown.cause, redact, depth + 1);
  return copy;
}

/** Told by its message, since `instanceof` fails for the errors of another realm, such as those that a test runner makes. */
function isErrorLike(thrown: unknown): thrown is Error {
  return typeof thrown === "object" && thrown !== null && "message" in thrown && typeof thrown.message === "string";
}

/** Some objects have no text, and say so by throwing. */
function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return "something that is no error was thrown";
  }
}
