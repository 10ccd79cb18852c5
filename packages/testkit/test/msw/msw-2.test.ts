import { setupServer } from "msw-2/node";
import { vi } from "vitest";
import { describeHandlers } from "./describe-handlers.ts";

// A fresh copy of the transport, with version 2 for its `msw`. Other tests of this worker load the transport anew, with version 3.
vi.doMock("msw", () => import("msw-2"));
vi.resetModules();
const { handlers } = await import("@coc-executions/testkit/msw");
vi.doUnmock("msw");
vi.resetModules();

// The handlers are made by version 2 here but carry the types of version 3.
describeHandlers(handlers, (...given) => Reflect.apply(setupServer, undefined, given), ["hang", "hang-in-body"]);
