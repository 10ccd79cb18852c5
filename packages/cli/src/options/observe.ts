import type { ClientEvent } from "@coc-executions/client";
import { type Io, tell } from "../io.ts";
import type { ConnectionOptions } from "./definitions.ts";

/** A wait that is shorter goes unsaid, unless `--verbose` asks for all of them. */
const WORTH_TELLING = 1000;

/** Tells on stderr why nothing comes: each retry that takes long and, if asked for, each request. None of it holds a secret. */
export function observeFor({ verbose }: ConnectionOptions, io: Io): (event: ClientEvent) => void {
  return (event) => {
    if (event.kind === "retry" && (verbose || event.delay >= WORTH_TELLING))
      tell(io, `retrying in ${seconds(event.delay)}: ${event.reason}`);
    else if (verbose && event.kind === "response") {
      const { request, status, error, duration, requestId } = event;
      const { pathname, search } = new URL(request.url);
      const outcome = [status, error, `${Math.round(duration)} ms`, requestId && `request id ${requestId}`];
      tell(io, `${request.method} ${pathname}${search}: ${outcome.filter((part) => part !== undefined).join(", ")}`);
    } else if (verbose && event.kind === "drift") {
      tell(io, `not in the contract: ${event.what} ${event.name}`);
    }
  };
}

function seconds(ms: number): string {
  return ms < 10_000 ? `${Math.round(ms / 100) / 10} s` : `${Math.round(ms / 1000)} s`;
}
