/**
 * Whether a URL is called without the proxy. Entries are separated by commas or spaces: `*`; a host, which stands for all below it
 * too; `.host` or `*.host`, all below it; each with or without `:port`; an IPv6 address with a port in brackets.
 */
export function bypassesProxy(url: URL, noProxy: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return noProxy
    .split(/[,\s]+/)
    .filter((entry) => entry !== "")
    .some((entry) => matches(entry.toLowerCase(), host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === "*") return true;
  const { name, port: wanted } = splitPort(entry);
  if (wanted !== undefined && wanted !== port) return false;
  const suffix = name.replace(/^\*?\./, "");
  if (suffix === name && host === name) return true;
  return !isAddress(host) && host.endsWith(`.${suffix}`);
}

/** `[::1]:443`, `host:443`; an IPv6 address without brackets has no port. */
function splitPort(entry: string): { readonly name: string; readonly port?: string | undefined } {
  const bracketed = /^\[(.*)\](?::(\d+))?$/.exec(entry);
  if (bracketed !== null) return { name: bracketed[1] ?? "", port: bracketed[2] };
  const [, name, port] = /^([^:]*):(\d+)$/.exec(entry) ?? [];
  return name === undefined ? { name: entry } : { name, port };
}

function isAddress(name: string): boolean {
  return name.includes(":") || /^\d+(?:\.\d+){3}$/.test(name);
}
