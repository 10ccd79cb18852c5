import { setupServer } from "msw/node";
import { describeHandlers } from "./describe-handlers.ts";

describeHandlers(setupServer);
