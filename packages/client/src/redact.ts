import { isErrorLike, printable } from "./errors.ts";

const REDACTED = "[redacted]";

/** Names of request headers whose values are secrets: the service's own, cookies, and the key of a gateway in between. */
const SECRET_HEADER = /auth|cookie|credential|key|password|secret|signature|token/;

/** Replaces the secrets of one signed request in a text. */
export type Redact = (text: string) => string;

/**
 * Redacts the values of a request's secret headers and, since a gateway may quote them alone, the signature within
 * `Authorization` and each cookie. An access key *id* is not a secret: "ak … not exist" has to say which one.
 */
export function redactorOf(request: Request): Redact {
  return redactor(() => secretsOf(request.headers));
}

/** Redacts these secrets, in whichever spelling a service may quote them. They are collected when they are first needed. */
export function redactor(collect: () => readonly string[]): Redact {
  let patterns: readonly (RegExp | string)[] | undefined;
  return (text) => {
    patterns ??= collect().filter(Boolean).flatMap(patternsOf);
    return patterns.reduce<string>((rest, pattern) => rest.replaceAll(pattern, REDACTED), text);
  };
}

/** A longer secret is looked for in its usual spellings only: as one regular expression it would be too large. */
const MAX_PATTERN = 512;

function patternsOf(secret: string): (RegExp | string)[] {
  if (secret.length <= MAX_PATTERN) return [spellingsOf(secret)];
  const encoded = encodeURIComponent(secret);
  const base64 = [0, 1, 2].map((before) => base64Of(secret, before));
  const urlSafe = base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  return [
    secret,
    encoded,
    encodeURIComponent(encoded),
    JSON.stringify(secret).slice(1, -1),
    hexOf(secret),
    ...base64,
    ...urlSafe,
  ];
}

function secretsOf(headers: Headers): string[] {
  const secrets: string[] = [];
  for (const [name, value] of headers) if (SECRET_HEADER.test(name)) secrets.push(value);
  const parts = [
    ...(headers.get("authorization") ?? "").matchAll(/Signature=([^,\s]+)/g),
    ...(headers.get("cookie") ?? "").matchAll(/=([^;]{4,})/g),
  ];
  return [...secrets, ...parts.map(([, secret = ""]) => secret)];
}

/**
 * A copy of what a `fetch` threw that is safe to keep as a `cause`: names, codes and messages, each redacted, and nothing
 * else, since some implementations attach the whole request to their errors.
 */
export function redactCause(thrown: unknown, redact: Redact, depth = 0): Error {
  if (!isErrorLike(thrown)) return new Error(printable(redact(textOf(thrown))));
  const code = "code" in thrown && typeof thrown.code === "string" ? redact(thrown.code) : undefined;
  const copy = new Error(printable(redact(thrown.message)) || code); // Node's refused connections have a code and no message
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

/** The same, for a message or a property that is printed. */
export function toPrintable(text: string, maxLength: number, redact: Redact): string {
  return printable(redactAndTruncate(text, maxLength, redact));
}

/** Shorter secrets occur in other words, or in Base64, by chance. */
const SHORTEST_WITHIN_WORDS = 5;
const SHORTEST_IN_BASE64 = 8;

const ENTITIES: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

/**
 * Matches a secret in whichever way a response may spell it: as it is, percent-encoded once or more, escaped as in JSON,
 * JavaScript or HTML, each character by itself; as a whole in hexadecimal digits or in Base64, even as a part of something
 * longer; and all of that in upper or lower case. A secret of a few characters, as tests have them, only matches as it is and
 * as a whole word.
 */
export function spellingsOf(secret: string): RegExp {
  const characters = Array.from(secret, spellingsOfCharacter).join("");
  if (secret.length < SHORTEST_WITHIN_WORDS) return new RegExp(`(?<![A-Za-z0-9])(?:${characters})(?![A-Za-z0-9])`, "g");
  const encoded =
    secret.length < SHORTEST_IN_BASE64
      ? []
      : [hexOf(secret), ...[0, 1, 2].map((before) => base64Pattern(secret, before))];
  return new RegExp([characters, ...encoded].join("|"), "gi");
}

function spellingsOfCharacter(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code.toString(16).padStart(2, "0");
  const entity = ENTITIES[character];
  // Each repetition is bounded, so that a service cannot make the search slow with a crafted text.
  const spellings = [
    /[A-Za-z0-9]/.test(character) ? character : `\\\\{0,4}\\u${hex.padStart(4, "0")}`, // with the backslashes of a string within a string
    `%(?:25){0,4}${hex}`,
    `\\\\{1,4}(?:u00|x)${hex}`,
    `&#(?:0{0,4}${code}|x0{0,4}${hex});`,
    ...(entity === undefined ? [] : [`&${entity};`]),
    ...(character === " " ? ["\\+"] : []), // as forms encode it
  ];
  return `(?:${spellings.join("|")})`;
}

function hexOf(secret: string): string {
  return Array.from(secret, (character) => character.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}

/** The part of a secret's Base64 that does not depend on what surrounds it, if it starts so many bytes behind a multiple of three. */
function base64Of(secret: string, before: number): string {
  const encoded = btoa("\0".repeat(before) + secret);
  return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + secret.length) * 8) / 6));
}

function base64Pattern(secret: string, before: number): string {
  return base64Of(secret, before).replace(/[+/]/g, (sign) => (sign === "+" ? "[-+]" : "[_/]"));
}
