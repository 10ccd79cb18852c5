import { setupServer } from "msw-2/node";
import { vi } from "vitest";
import { describeHandlers } from "./describe-handlers.ts";

vi.mock("msw", () => import("msw-2"));

// The handlers are made by version 2 here but carry the types of version 3.
describeHandlers((...given) => Reflect.apply(setupServer, undefined, given), ["hang", "hang-in-body"]);
