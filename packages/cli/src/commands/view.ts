import { type CocClient, type Execution, isSuccess, isTerminal } from "@coc-executions/client";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type Io, write } from "../io.ts";
import { withConnection } from "../options/connect.ts";
import type { ConnectionOptions } from "../options/definitions.ts";
import { stringify } from "../output/json.ts";
import { paletteOf } from "../output/style.ts";
import type { TimeStyle } from "../output/times.ts";
import { describeTicket, type View, type ViewedStep } from "./describe-ticket.ts";

export interface ViewOptions extends ConnectionOptions, TimeStyle {
  readonly format: "text" | "json";
  readonly failed?: true;
  readonly exitStatus?: true;
}

/** `coc-executions view`: the ticket, its steps, and what failed where. */
export async function view(id: string, options: ViewOptions, io: Io): Promise<ExitCode> {
  return withConnection(options, io, async (client) => {
    const found = await read(client, id, options, io);
    const text =
      options.format === "json"
        ? `${stringify(found, io.isTerminal, 2)}\n`
        : describeTicket(found, { times: options, palette: paletteOf(io), onlyFailed: options.failed ?? false });
    await write(io.stdout, text);
    return options.exitStatus ? exitCodeOf(found.execution) : EXIT.done;
  });
}

/** 0 for success, 3 for another end, 4 for none yet. */
export function exitCodeOf(execution: Execution): ExitCode {
  if (isSuccess(execution)) return EXIT.done;
  return isTerminal(execution) ? EXIT.endedOtherwise : EXIT.stillRunning;
}

async function read(client: CocClient, id: string, { failed }: ViewOptions, { signal }: Io): Promise<View> {
  const found = await client.executions.why(id, { signal });
  if (failed) return found;
  const all = client.executions.steps(id, { signal });
  const steps: ViewedStep[] = [];
  for await (const step of all) {
    const ofFailed = found.steps.find((one) => one.step.execution_step_id === step.execution_step_id);
    steps.push({ step, instances: ofFailed?.instances ?? [] });
  }
  return { execution: found.execution, steps, complete: found.complete };
}
