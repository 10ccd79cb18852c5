export { type HandlersOptions, handlers } from "./transports/msw-transport.ts";
