import type { Execution, ExecutionInstance, ExecutionStep } from "@coc-executions/client";
import { toCell } from "../output/columns.ts";
import type { Palette } from "../output/style.ts";
import { formatDuration, formatTime, type TimeStyle } from "../output/times.ts";
import { counted } from "../words.ts";

/** A step, and of one that failed the instances that did. */
export interface ViewedStep {
  readonly step: ExecutionStep;
  readonly instances: readonly ExecutionInstance[];
}

/** A ticket, as `view` shows it. */
export interface View {
  readonly execution: Execution;
  readonly steps: readonly ViewedStep[];
  /** Whether every step and instance was read. */
  readonly complete: boolean;
}

/** How a ticket is described. */
export interface DescribeOptions {
  readonly times: TimeStyle;
  readonly palette: Palette;
  readonly onlyFailed: boolean;
}

/** No more instances of a step are listed; the rest are counted. */
const MAX_INSTANCES = 20;

/** A ticket as people read it. Every text of the service is made printable. */
export function describeTicket({ execution, steps, complete }: View, options: DescribeOptions): string {
  const { times, palette, onlyFailed } = options;
  const { execution_id, document_name, document_version, status, start_time, end_time, creator } = execution;
  const head = [toCell(execution_id), toCell(document_name), palette.status(status)(toCell(status ?? "unknown"))];
  const lines = [palette.heading(head.filter((part) => part !== "").join("  "))];
  if (!onlyFailed) {
    const facts: [name: string, value: string][] = [
      ["job", [toCell(document_name), toCell(document_version)].filter(Boolean).join(" ")],
      ["type", toCell(execution.type)],
      ["started", formatTime(start_time, times)],
      ["ended", formatTime(end_time, times)],
      ["duration", formatDuration(start_time, end_time)],
      ["creator", toCell(creator)],
      ["description", toCell(execution.description)],
      ["tags", (execution.tags ?? []).map(({ key, value }) => `${toCell(key)}=${toCell(value)}`).join(", ")],
      ["targets", execution.targets ? toCell(execution.targets) : ""],
    ];
    for (const [name, value] of facts) if (value !== "") lines.push(`  ${name.padEnd(12)} ${value}`);
    const { parameters = [] } = execution;
    if (parameters.length > 0) lines.push("", palette.heading("Parameters"));
    for (const { key, value } of parameters) lines.push(`  ${toCell(key)} = ${toCell(value)}`);
  }
  if (steps.length > 0) lines.push("", palette.heading(onlyFailed ? "What failed" : "Steps"));
  for (const [index, step] of steps.entries()) lines.push(...describeStep(step, index + 1, options));
  if (onlyFailed && steps.length === 0) lines.push("", "No step failed.");
  if (!complete) lines.push("", "There is more than was read: this is a part of it.");
  return `${lines.join("\n")}\n`;
}

function describeStep({ step, instances }: ViewedStep, number: number, { palette }: DescribeOptions): string[] {
  const { name, action, status, start_time, end_time, message } = step;
  const parts = [
    `  ${number}. ${toCell(name ?? step.execution_step_id)}`,
    palette.faint(toCell(action)),
    palette.status(status)(toCell(status ?? "unknown")),
    formatDuration(start_time, end_time),
  ];
  const lines = [parts.filter((part) => part !== "").join("  ")];
  if (message) lines.push(`     ${toCell(message)}`);
  for (const instance of instances.slice(0, MAX_INSTANCES)) lines.push(describeInstance(instance, palette));
  const more = instances.length - MAX_INSTANCES;
  if (more > 0) lines.push(`     and ${counted(more, "more instance")}`);
  return lines;
}

function describeInstance(instance: ExecutionInstance, palette: Palette): string {
  const { properties, execution_instance_id, status, message } = instance;
  const where = properties?.fixed_ip ?? execution_instance_id;
  return `     - ${toCell(where)}  ${palette.status(status)(toCell(status ?? "unknown"))}  ${toCell(message)}`.trimEnd();
}
