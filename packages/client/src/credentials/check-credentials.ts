import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { checkExpiration, checkHeaderText } from "./check-secret.ts";
import type { Credentials } from "./credentials.ts";

/** The fields of {@link Credentials} that hold a text. */
export type CredentialField = Exclude<keyof Credentials, "expiration">;

const WHERE =
  "The console shows it once, when the key is made: My Credentials > Access Keys. Keep it in the environment, not in the code.";

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

  const required = (field: CredentialField) => checkHeaderText(nameOf(field), credentials[field], WHERE);
  const optional = (field: CredentialField) =>
    credentials[field] === undefined ? {} : { [field]: checkHeaderText(nameOf(field), credentials[field]) };

  return Object.freeze({
    accessKeyId: required("accessKeyId"),
    secretAccessKey: required("secretAccessKey"),
    ...optional("securityToken"),
    ...optional("projectId"),
    ...optional("domainId"),
    ...checkExpiration(credentials.expiration),
  });
}
