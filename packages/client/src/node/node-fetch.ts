import { createRequire } from "node:module";
import { rootCertificates } from "node:tls";
import type { Agent, Dispatcher, ProxyAgent } from "undici";
import { InvalidArgumentError } from "../errors.ts";
import type { FetchFunction } from "../http/fetch.ts";
import { type Check, type Checks, check, checkOptions, integer } from "../options.ts";
import { toLightResponse } from "./light-response.ts";
import { bypassesProxy } from "./no-proxy.ts";

/** How requests are sent from Node. */
export interface NodeFetchOptions {
  /**
   * The address of a proxy, `http://user:password@host:port`; false for none.
   *
   * @default the environment: HTTPS_PROXY or HTTP_PROXY, by the scheme of the request, in capitals or not
   */
  readonly proxy?: string | false | undefined;
  /**
   * Hosts that are called without the proxy, separated by commas: `example.com` and all below it, `.example.com` all below it,
   * `host:port`, an IP address, `*` for all. @default the environment: NO_PROXY
   */
  readonly noProxy?: string | undefined;
  /** Certificates in PEM that are trusted beside those of Node, for a private CA. NODE_EXTRA_CA_CERTS works too. */
  readonly ca?: string | readonly string[] | undefined;
  /** Connections to a host at a time. @default none */
  readonly connections?: number | undefined;
  /** The environment to read. @default process.env */
  readonly env?: Environment | undefined;
}

const isText: Check = check((value) => typeof value === "string", "a string");

const CHECKS: Checks<NodeFetchOptions> = {
  // Not repeated in the error: it may hold a password.
  proxy: (value, option) => {
    if (value === false || (typeof value === "string" && isProxy(value))) return;
    throw new InvalidArgumentError({ option, allowed: "the URL of a proxy, http://user:password@host:port, or false" });
  },
  noProxy: isText,
  ca: check(
    (value) => [value].flat().every((one) => typeof one === "string" && one.includes("-----BEGIN CERTIFICATE-----")),
    "certificates in PEM: the content of the file, not its path",
  ),
  connections: integer(1, 100_000),
  env: check((value) => typeof value === "object" && value !== null, "an object"),
};

function isProxy(url: string): boolean {
  try {
    return /^https?:$/.test(new URL(url).protocol);
  } catch {
    return false;
  }
}

/**
 * A `fetch` for the option `fetch` of a client, on undici, which has to be installed: `npm install undici`. It honours the proxy of
 * the environment and a private CA, and costs less of the processor than the global one. It sends the requests of this client;
 * it is no `fetch` for everything.
 *
 * @throws {InvalidArgumentError} if an option or a variable cannot work, and if undici is not there.
 */
export function nodeFetch(options: NodeFetchOptions = {}): FetchFunction {
  checkOptions(options, CHECKS, "the options of nodeFetch");
  const { env = process.env, proxy: given } = options;
  requireUndici();
  const proxyFor = (protocol: "https:" | "http:") => given ?? readProxy(env, protocol);
  const proxies = { "https:": proxyFor("https:"), "http:": proxyFor("http:") };
  const noProxy = options.noProxy ?? env.NO_PROXY ?? env.no_proxy ?? "";
  const agents = new Map<string, ProxyAgent>();
  let loading: Promise<Senders> | undefined;

  function dispatcherFor(origin: string, { createProxy, direct }: Senders): Dispatcher {
    const proxy = proxies[origin.startsWith("https:") ? "https:" : "http:"];
    if (proxy === undefined || proxy === false || bypassesProxy(new URL(origin), noProxy)) return direct;
    const agent = agents.get(proxy) ?? createProxy(proxy);
    agents.set(proxy, agent);
    return agent;
  }

  return async (address, { method = "GET", headers, body, signal }) => {
    loading ??= loadSenders(options);
    const senders = await loading;
    const end = address.indexOf("/", "https://".length); // of an absolute URL, which the client has normalized
    const origin = end === -1 ? address : address.slice(0, end);
    try {
      const answer = await dispatcherFor(origin, senders).request({
        origin,
        path: end === -1 ? "/" : address.slice(end),
        method: method as Dispatcher.HttpMethod,
        headers: [...(headers as [string, string][]).flat(), "accept-encoding", "gzip, deflate, br"],
        body: (body ?? null) as Buffer | null, // a POST of `client.api` has bytes
        signal: signal ?? null,
      });
      return toLightResponse(answer);
    } catch (error) {
      throw signal?.aborted ? error : withAdvice(error);
    }
  };
}

/** What of undici sends requests. */
interface Senders {
  readonly direct: Agent;
  readonly createProxy: (url: string) => ProxyAgent;
}

async function loadSenders({ ca, connections }: NodeFetchOptions): Promise<Senders> {
  const { Agent, ProxyAgent } = await import("undici");
  const tls = ca === undefined ? {} : { ca: [...rootCertificates, ...[ca].flat()] };
  const common = { ...(connections === undefined ? {} : { connections }) };
  return {
    direct: new Agent({ ...common, connect: tls }),
    createProxy: (url) => {
      const { username, password, origin } = new URL(url);
      const decoded = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
      const token = username === "" ? {} : { token: `Basic ${Buffer.from(decoded).toString("base64")}` };
      return new ProxyAgent({ ...common, ...token, uri: origin, requestTls: tls, proxyTls: tls });
    },
  };
}

function requireUndici(): void {
  try {
    createRequire(import.meta.url).resolve("undici");
  } catch {
    const hint = "Install it: `npm install undici`.";
    throw new InvalidArgumentError({
      option: "nodeFetch",
      allowed: "used where the package undici is installed",
      hint,
    });
  }
}

/** @throws {InvalidArgumentError} for an address that is none; it is not repeated, since it may hold a password. */
function readProxy(env: Environment, protocol: "https:" | "http:"): string | undefined {
  const names =
    protocol === "https:" ? ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"] : ["HTTP_PROXY", "http_proxy"];
  const name = names.find((one) => env[one]);
  const found = name === undefined ? undefined : env[name];
  if (name === undefined || found === undefined) return undefined;
  const url = found.includes("://") ? found : `http://${found}`;
  if (isProxy(url)) return url;
  throw new InvalidArgumentError({ option: name, allowed: "the URL of a proxy, http://user:password@host:port" });
}

type Environment = Readonly<Record<string, string | undefined>>;

const CA_ERRORS = /UNABLE_TO_(?:VERIFY|GET)|SELF_SIGNED|CERT_UNTRUSTED/;

/** The usual causes in a company's network, with what to do. The error of undici adds nothing to it. */
function withAdvice(error: unknown): unknown {
  const { code = "", message = "" } = Object(error) as { code?: string; message?: string };
  if (/\b407\b/.test(message))
    return new Error("the proxy asks for a password: put it into its address, http://user:password@host:port");
  if (!CA_ERRORS.test(code)) return error;
  const advice = "if the certificate is of a private CA, name its file in NODE_EXTRA_CA_CERTS, or pass it as `ca`";
  return Object.assign(new Error(`${message} (${code}): ${advice}`), { code });
}
