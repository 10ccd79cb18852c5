export { type PageRoute, routeTo } from "./transports/playwright-transport.ts";
