import type { Server } from "node:http";

/** Lets a server listen, and gives its URL, without a slash at its end. @throws {Error} when the port is in use. */
export async function listen(server: Server, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const inUse = new Error(`port ${port} is in use on ${host}. Give another, or 0 for any free one.`, {
        cause: error,
      });
      reject(error.code === "EADDRINUSE" ? inUse : error);
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server is not listening on a port.");
  return `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
}

/** Ends open connections and stops listening. May be called twice. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
