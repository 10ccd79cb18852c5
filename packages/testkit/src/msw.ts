export { type HandlersOptions, handlers } from "./doors/msw-door.ts";
