import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { checkFunction, checkInteger, checkKeys, checkText, isObject, refuse } from "../check-option.ts";
import type { WireRequest } from "../mock-api/wire.ts";
import { signRequest } from "../signature/sign-request.ts";
import type { MockCredentials } from "../signature/verify-signature.ts";
import { close, listen } from "../transports/listen.ts";
import type { OpenTransport } from "../transports/serve-engine.ts";
import { toWireRequest } from "../transports/to-wire-request.ts";
import { forward, type RawAnswer } from "./forward.ts";
import { startRecording } from "./recording.ts";

/** Between whom a recorder stands, and what it writes. */
export interface ServeRecorderOptions {
  /** The service, such as `https://coc.ap-southeast-1.myhuaweicloud.com`. */
  readonly upstream: string;
  /** Where the session is written: a file that is not there yet. The tickets are written beside it when the recorder closes. */
  readonly file: string;
  /** What requests are signed with anew. A signature is over the host that was called: without it only requests with a token get on. */
  readonly credentials?: MockCredentials | undefined;
  /** Default: 0, any free port. */
  readonly port?: number | undefined;
  /** Default: `127.0.0.1`. */
  readonly host?: string | undefined;
  /** Is told what differs from the contract, and what went wrong: each sentence once. Default: nobody. */
  readonly tell?: ((sentence: string) => void) | undefined;
}

/**
 * Stands between a client and the real service: hands on what is asked and what is answered, byte for byte, and writes it down with
 * pseudonyms and without any secret.
 *
 * @throws {TypeError} when an option has a value that it does not take; {Error} when the file is there or the port is in use.
 */
export async function serveRecorder(options: ServeRecorderOptions): Promise<OpenTransport> {
  const { upstream, file, credentials, port, host, tell } = readOptions(options);
  const given = Object.values(credentials ?? {}).filter((value) => value !== undefined);
  const recording = startRecording(file, given, tell);
  const server = createServer((request, response) => void exchange(request, response));

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    try {
      const asked = await toWireRequest(request);
      const headers = await headersFor(asked);
      const answer = await forward({ ...asked, headers }, upstream, gone.signal);
      response.writeHead(answer.status, { ...answer.headers, "content-length": answer.body.length }).end(answer.body);
      if (asked.method === "GET") record(asked, headers, answer);
    } catch (error) {
      const sentence = `${upstream.host} did not answer: ${error instanceof Error ? error.message : error}`;
      if (!gone.signal.aborted) tell(sentence);
      if (response.headersSent) response.destroy();
      else response.writeHead(502, { "content-type": "application/json" }).end(JSON.stringify({ error_msg: sentence }));
    }
  }

  function record(asked: WireRequest, sent: Readonly<Record<string, string>>, answer: RawAnswer): void {
    try {
      recording.add(asked, sent, answer);
    } catch (error) {
      tell(`An answer could not be recorded: ${error instanceof Error ? error.message : error}`);
    }
  }

  async function headersFor(request: WireRequest): Promise<Record<string, string>> {
    const headers = { ...request.headers, host: upstream.host };
    if (credentials === undefined) return headers;
    const unsigned = Object.entries(headers).filter(([name]) => !PROOFS.includes(name));
    const target = upstream.pathname.replace(/\/$/, "") + request.target;
    return await signRequest({ ...request, target, headers: Object.fromEntries(unsigned) }, credentials, Date.now());
  }

  return {
    url: await listen(server, port, host),
    async close() {
      await close(server);
      recording.end();
    },
  };
}

/** What a caller proves itself with, which the recorder's own signature replaces. */
const PROOFS: readonly string[] = ["authorization", "x-auth-token", "x-security-token", "x-sdk-date"];

interface Settings {
  readonly upstream: URL;
  readonly file: string;
  readonly credentials: MockCredentials | undefined;
  readonly port: number;
  readonly host: string;
  readonly tell: (sentence: string) => void;
}

function readOptions(options: ServeRecorderOptions): Settings {
  if (!isObject(options)) refuse("The options", options, "an object with upstream and file");
  checkKeys("the options", options, ["upstream", "file", "credentials", "port", "host", "tell"]);
  const { upstream, file, credentials, port = 0, host = "127.0.0.1", tell = () => undefined } = options;
  const isUrl = typeof upstream === "string" && /^https?:\/\/[^?#]+$/.test(upstream) && URL.canParse(upstream);
  if (!isUrl) refuse("upstream", upstream, "an http or https URL without a query");
  checkText("file", file);
  checkInteger("port", port, { min: 0, max: 65_535 });
  checkText("host", host);
  checkFunction("tell", tell);
  if (credentials !== undefined) {
    checkText("credentials.accessKeyId", credentials.accessKeyId);
    checkText("credentials.secretAccessKey", credentials.secretAccessKey);
  }
  return { upstream: new URL(upstream), file, credentials, port, host, tell };
}
