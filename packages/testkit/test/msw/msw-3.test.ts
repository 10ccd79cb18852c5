import { handlers } from "@coc-executions/testkit/msw";
import { setupServer } from "msw/node";
import { describeHandlers } from "./describe-handlers.ts";

// An abort in the midst of a body ends in an assertion of undici, under the sockets that version 3 puts in place.
describeHandlers(handlers, setupServer, ["hang"]);
