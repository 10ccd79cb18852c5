import { InvalidArgumentError } from "../errors.ts";
import { percentEncode } from "../signing/percent-encode.ts";

/** The longest id that the service takes. Source: its operation that changes a ticket, in the vendor's definition of 2025-09-02. */
const MAX_LENGTH = 128;

/** A path of the contract with its parameters in place: `/v1/executions/{execution_id}`. */
export function fillPath(template: string, parameters: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => percentEncode(requireId(parameters[name], name), name));
}

/**
 * An id that can stand in a path. A slash or dots would lead to another resource, however they are encoded: gateways decode a path
 * before they look at it.
 *
 * @throws {InvalidArgumentError}
 */
export function requireId(value: unknown, option: string): string {
  const isUsable =
    typeof value === "string" &&
    value.length <= MAX_LENGTH &&
    value !== "" &&
    value !== "." &&
    value !== "instances" && // a list of its own: /v1/executions/instances
    !/[/\\\p{Cc}\p{Surrogate}]|\.\./u.test(value);
  if (isUsable) return value;
  const allowed = `an id of 1 to ${MAX_LENGTH} characters without slashes, \`..\` and control characters, such as EX…`;
  throw new InvalidArgumentError({ option, value, allowed });
}
