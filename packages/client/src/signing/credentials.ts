import { InvalidArgumentError, timeOf } from "../errors.ts";

/** An access key, permanent or temporary, and what is sent with it. */
export interface Credentials {
  /** The access key id (AK). */
  readonly accessKeyId: string;
  /** The secret access key (SK). It signs requests, and is never sent. */
  readonly secretAccessKey: string;
  /** The session token of a temporary key, sent as `X-Security-Token`. */
  readonly securityToken?: string | undefined;
  /** Sent as `X-Project-Id`, for an API that belongs to a project. */
  readonly projectId?: string | undefined;
  /** Sent as `X-Domain-Id`, for an API that belongs to an account. */
  readonly domainId?: string | undefined;
  /** When a temporary key expires. */
  readonly expiration?: Date | undefined;
}

/** The fields of {@link Credentials} that hold a string. */
export type CredentialField = Exclude<keyof Credentials, "expiration">;

const FIELDS = ["accessKeyId", "secretAccessKey", "securityToken", "projectId", "domainId", "expiration"];
const WHERE =
  "The console shows it once, when the key is created: My Credentials > Access Keys. Keep it in the environment, not in the code.";

/**
 * Refuses credentials that cannot work, without ever quoting them, and returns a copy that nobody else can change.
 *
 * @param nameOf How the reader of the error knows a field: the name of an option, of a variable, of a key in a file.
 */
export function checkCredentials(
  credentials: Credentials,
  nameOf: (field: CredentialField) => string = String,
): Credentials {
  if (typeof credentials !== "object" || credentials === null)
    throw new InvalidArgumentError({
      option: "credentials",
      allowed: "an object with accessKeyId and secretAccessKey, or a function that returns one",
    });

  const unknown = Object.keys(credentials).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined)
    throw new InvalidArgumentError({
      option: "each key of the credentials",
      value: unknown,
      allowed: `one of ${FIELDS.join(", ")}`,
    });

  const required = (field: CredentialField) => checkHeaderValue(nameOf(field), credentials[field], WHERE);
  const optional = (field: CredentialField) =>
    credentials[field] === undefined ? {} : { [field]: checkHeaderValue(nameOf(field), credentials[field]) };

  return Object.freeze({
    accessKeyId: required("accessKeyId"),
    secretAccessKey: required("secretAccessKey"),
    ...optional("securityToken"),
    ...optional("projectId"),
    ...optional("domainId"),
    ...checkExpiration(credentials.expiration),
  });
}

/**
 * Refuses what no header can carry. The usual culprit is the line break at the end of a file or of a mounted secret; it is
 * refused, not removed, since it shows that the value's origin should be looked at. The value is a secret, so it is described,
 * not quoted.
 *
 * @param hint Where to get one, if the value is missing.
 */
export function checkHeaderValue(option: string, value: unknown, hint?: string): string {
  const refuse = (problem: string, help?: string) =>
    new InvalidArgumentError({
      option,
      allowed: "a string of visible ASCII characters",
      hint: help === undefined ? problem : `${problem} ${help}`,
    });

  if (value === undefined || value === null || value === "")
    throw refuse(value === "" ? "It is empty." : "It is missing.", hint);
  if (typeof value !== "string") throw refuse(`It is a ${typeof value}.`, hint);
  if (/^\s|\s$/.test(value)) throw refuse("It has white space around it, such as the line break at the end of a file.");
  if (!/^[\x21-\x7e]+$/.test(value)) throw refuse("It has white space, a control character or one beyond ASCII.");
  return value;
}

/** Refuses what is not a time; an invalid `Date` would never expire. */
export function checkExpiration(expiration: unknown): { readonly expiration?: Date } {
  if (expiration === undefined) return {};
  const time = timeOf(expiration);
  if (time !== undefined && !Number.isNaN(time)) return { expiration: new Date(time) };
  throw new InvalidArgumentError({ option: "expiration", value: expiration, allowed: "a valid Date, or left out" });
}
