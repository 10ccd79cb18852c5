import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { connect } from "node:tls";
import { bypassesProxy } from "@coc-executions/client/node";
import { codeOf, type Finding, inTime } from "./finding.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The way to the service: the proxy, the name, and TLS. Only what is configured is called. */
export async function checkNetwork(url: URL, env: Environment): Promise<Finding[]> {
  const proxy = proxyFor(url, env);
  if (proxy !== undefined) return [describeProxy(proxy)];
  const findings: Finding[] = [{ check: "proxy", status: "ok", finding: "No proxy is used for this host." }];
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const name = await checkName(host);
  findings.push(name);
  if (name.status === "ok" && url.protocol === "https:") findings.push(await checkTls(host, Number(url.port || 443)));
  return findings;
}

interface Proxy {
  readonly variable: string;
  readonly value: string;
}

function proxyFor(url: URL, env: Environment): Proxy | undefined {
  const names = ["HTTP_PROXY", "http_proxy"];
  const variable = [...(url.protocol === "https:" ? ["HTTPS_PROXY", "https_proxy"] : []), ...names].find(
    (name) => env[name],
  );
  if (variable === undefined || bypassesProxy(url, env.NO_PROXY ?? env.no_proxy ?? "")) return undefined;
  return { variable, value: env[variable] ?? "" };
}

/** Its address may hold a password: only host and port are shown. */
function describeProxy({ variable, value }: Proxy): Finding {
  try {
    const { protocol, host } = new URL(value.includes("://") ? value : `http://${value}`);
    if (!/^https?:$/.test(protocol) || host === "") throw new Error("not a proxy");
    return {
      check: "proxy",
      status: "ok",
      finding: `${variable} names a proxy, ${host}, which looks up names and is trusted to pass requests on unchanged.`,
    };
  } catch {
    return {
      check: "proxy",
      status: "problem",
      finding: `${variable} is not the URL of a proxy.`,
      next: `Set ${variable} to http://user:password@host:port, with @ and : of a password percent-encoded.`,
    };
  }
}

async function checkName(host: string): Promise<Finding> {
  if (isIP(host) !== 0)
    return { check: "name", status: "ok", finding: "The address is a number; no name has to be looked up." };
  try {
    const addresses = await inTime(lookup(host, { all: true }));
    return { check: "name", status: "ok", finding: `${host} has ${addresses.length} addresses.` };
  } catch (error) {
    return {
      check: "name",
      status: "problem",
      finding: `${host} could not be looked up: ${codeOf(error)}.`,
      next: "Check the address, the DNS, and whether a proxy is needed (HTTPS_PROXY).",
    };
  }
}

async function checkTls(host: string, port: number): Promise<Finding> {
  try {
    const protocol = await inTime(handshake(host, port));
    return { check: "tls", status: "ok", finding: `The certificate of ${host} is trusted (${protocol}).` };
  } catch (error) {
    const code = codeOf(error);
    const isOfCa = /UNABLE_TO_|SELF_SIGNED|CERT_UNTRUSTED/.test(code);
    return {
      check: "tls",
      status: "problem",
      finding: `No secure connection to ${host}: ${code}.`,
      next: isOfCa
        ? "If the certificate is of a private CA, name its file in NODE_EXTRA_CA_CERTS."
        : "Check the address and the port, and whether something in between ends TLS.",
    };
  }
}

function handshake(host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}) }, () => {
      resolve(socket.getProtocol() ?? "TLS");
      socket.end();
    });
    socket.once("error", reject);
    socket.setTimeout(6000, () => socket.destroy(new Error("no answer")));
  });
}
