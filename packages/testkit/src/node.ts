export { readExecutions } from "./node/read-executions.ts";
export { openReplay, type Replay } from "./recorder/replay.ts";
export { type ServeRecorderOptions, serveRecorder } from "./recorder/serve-recorder.ts";
export { type MockServer, type ServeMockApiOptions, serveMockApi } from "./transports/serve-mock-api.ts";
