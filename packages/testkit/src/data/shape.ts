import { isObject } from "../check-option.ts";

/** What is wrong with a value: where, what stands there, and what may stand there. */
export interface ShapeProblem {
  /** From the value on, such as `.targets[0].key`; empty for the value itself. */
  readonly path: string;
  readonly value: unknown;
  readonly allowed: string;
}

/** Finds what keeps a value from its shape. */
export type ShapeCheck = (value: unknown) => ShapeProblem | undefined;
type Fields = readonly (readonly [name: string, check: ShapeCheck])[];

export function typed(allowed: string, isAllowed: (value: unknown) => boolean): ShapeCheck {
  return (value) => (isAllowed(value) ? undefined : { path: "", value, allowed });
}

export function optional(check: ShapeCheck): ShapeCheck {
  return (value) => (value === undefined ? undefined : check(value));
}

export function orNull(check: ShapeCheck): ShapeCheck {
  return (value) => {
    const problem = value === null ? undefined : check(value);
    return problem?.path === "" ? { ...problem, allowed: `${problem.allowed} or null` } : problem;
  };
}

export function arrayOf(check: ShapeCheck): ShapeCheck {
  return (value) => {
    if (!Array.isArray(value)) return { path: "", value, allowed: "an array" };
    for (const [index, item] of value.entries()) {
      const problem = check(item);
      if (problem !== undefined) return { ...problem, path: `[${index}]${problem.path}` };
    }
    return undefined;
  };
}

export function object(allowed: string, fields: Fields): ShapeCheck {
  return (value) => {
    if (!isRecord(value)) return { path: "", value, allowed };
    for (const [name, check] of fields) {
      const problem = check(value[name]);
      if (problem !== undefined) return { ...problem, path: `.${name}${problem.path}` };
    }
    return undefined;
  };
}

export function mapOf(check: ShapeCheck): ShapeCheck {
  return (value) => {
    if (!isRecord(value)) return { path: "", value, allowed: "an object" };
    for (const [name, item] of Object.entries(value)) {
      const problem = check(item);
      if (problem !== undefined) return { ...problem, path: `.${name}${problem.path}` };
    }
    return undefined;
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value);
}
