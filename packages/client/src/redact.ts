import { isErrorLike } from "./errors.ts";

const REDACTED = "[redacted]";

/** Names of request headers whose values are secrets: the service's own, cookies, and the key of a gateway in between. */
const SECRET_HEADER = /auth|cookie|credential|key|password|secret|signature|token/;

/** Replaces the secrets of one signed request in a text. */
export type Redact = (text: string) => string;

/**
 * Redacts the values of a request's secret headers and, since a gateway may quote them alone, the access key and the signature
 * within `Authorization`, and each cookie.
 */
export function redactorOf(request: Request): Redact {
  return redactor(() => secretsOf(request.headers));
}

/** Redacts these secrets, in whichever spelling a service may quote them. They are collected when they are first needed. */
export function redactor(collect: () => readonly string[]): Redact {
  let patterns: readonly RegExp[] | undefined;
  return (text) => {
    patterns ??= collect().filter(Boolean).map(spellingsOf);
    return patterns.reduce((rest, pattern) => rest.replace(pattern, REDACTED), text);
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
 * else, since some implementations attach the whole request to their errors.
 */
export function redactCause(thrown: unknown, redact: Redact, depth = 0): Error {
  if (!isErrorLike(thrown)) return new Error(redact(textOf(thrown)));
  const code = "code" in thrown && typeof thrown.code === "string" ? redact(thrown.code) : undefined;
  const copy = new Error(redact(thrown.message) || code); // Node's refused connections have a code and no message
  if (typeof thrown.name === "string") copy.name = redact(thrown.name);
  copy.stack = redact(String(thrown.stack ?? ""));
  if (code !== undefined) Object.assign(copy, { code });
  if (thrown.cause !== undefined && depth < 5) copy.cause = redactCause(thrown.cause, redact, depth + 1);
  return copy;
}

/** Some objects cannot be converted to a string, and throw. */
function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return "a value that is not an error was thrown";
  }
}

/**
 * How much of a text is searched for secrets, so that a body of many megabytes costs no time, and how much of its end is then
 * left out: half of a secret may stand there, which could not be recognised.
 */
const MAX_SEARCHED = 100_000;
const UNCERTAIN_END = 50_000;

/** A text of the service for an error: redacted before it is cut, so that no half of a secret remains. */
export function redactAndTruncate(text: string, maxLength: number, redact: Redact): string {
  const redacted = redact(text.slice(0, MAX_SEARCHED));
  return (text.length > MAX_SEARCHED ? redacted.slice(0, -UNCERTAIN_END) : redacted).slice(0, maxLength);
}

/** Shorter secrets occur in other words, or in Base64, by chance. */
const SHORTEST_WITHIN_WORDS = 5;
const SHORTEST_IN_BASE64 = 8;

const ENTITIES: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

/**
 * Matches a secret in whichever way a response may spell it: as it is, percent-encoded once or more, escaped as in JSON,
 * JavaScript or HTML, in Base64 even as a part of something longer, and all of that in upper or lower case. A secret of a few
 * characters, as tests have them, only matches as it is and as a whole word.
 */
export function spellingsOf(secret: string): RegExp {
  const plain = Array.from(secret, spellingsOfCharacter).join("");
  if (secret.length < SHORTEST_WITHIN_WORDS) return new RegExp(`(?<![A-Za-z0-9])(?:${plain})(?![A-Za-z0-9])`, "g");
  const encoded = secret.length < SHORTEST_IN_BASE64 ? [] : base64Of(secret);
  return new RegExp([plain, ...encoded].join("|"), "gi");
}

/** Letters and digits are the same in all of these encodings. */
function spellingsOfCharacter(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character;
  const code = character.charCodeAt(0);
  const hex = code.toString(16).padStart(2, "0");
  const entity = ENTITIES[character];
  // Each repetition is bounded, so that a service cannot make the search slow with a crafted text.
  const spellings = [
    `\\\\{0,4}\\u${hex.padStart(4, "0")}`, // with the backslashes of a string within a string
    `%(?:25){0,4}${hex}`,
    `\\\\{1,4}(?:u00|x)${hex}`,
    `&#(?:0{0,4}${code}|x0{0,4}${hex});`,
    ...(entity === undefined ? [] : [`&${entity};`]),
    ...(character === " " ? ["\\+"] : []), // as forms encode it
  ];
  return `(?:${spellings.join("|")})`;
}

/** The part of a secret's Base64 that does not depend on what surrounds it, for each position within three bytes. */
function base64Of(secret: string): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = btoa("\0".repeat(before) + secret);
    const whole = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + secret.length) * 8) / 6));
    return whole.replace(/[+/]/g, (sign) => (sign === "+" ? "[-+]" : "[_/]"));
  });
}
