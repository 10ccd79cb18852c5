import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { Dispatcher } from "undici";

type Answer = Pick<Dispatcher.ResponseData, "statusCode" | "headers" | "body">;

/** What the client reads of a response, without the cost of a real one, which is most of what `fetch` costs. */
export function toLightResponse({ statusCode, headers, body }: Answer): Response {
  const light = new LightHeaders(headers);
  const stream = decompressed(body, light.get("content-encoding"));
  const response: LightResponse = {
    status: statusCode,
    ok: statusCode >= 200 && statusCode < 300,
    statusText: "",
    type: "default",
    headers: light,
    body: { getReader: () => readerOf(stream) },
    text: () => textOf(stream),
  };
  return response as unknown as Response; // the client's own judge of a `fetch` asks for these only
}

interface LightResponse extends Pick<Response, "status" | "ok" | "statusText" | "type" | "text"> {
  readonly headers: LightHeaders;
  readonly body: { getReader(): ChunkReader };
}

interface ChunkReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

function readerOf(stream: Readable): ChunkReader {
  const chunks = stream[Symbol.asyncIterator]();
  return {
    async read() {
      const { done = false, value } = await chunks.next();
      return { done, value };
    },
    cancel: async () => void stream.destroy(),
  };
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function decompressed(body: Readable, encoding: string | null): Readable {
  const decoder = encoding === null ? undefined : DECODERS[encoding.trim().toLowerCase()]?.();
  if (decoder === undefined) return body;
  body.on("error", (error) => decoder.destroy(error));
  decoder.on("close", () => body.destroy());
  return body.pipe(decoder);
}

const DECODERS: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The headers of a response, to read. */
class LightHeaders implements Iterable<[string, string]> {
  readonly #raw: Dispatcher.ResponseData["headers"];

  constructor(raw: Dispatcher.ResponseData["headers"]) {
    this.#raw = raw;
  }

  get(name: string): string | null {
    const value = this.#raw[name.toLowerCase()];
    return value === undefined ? null : [value].flat().join(", ");
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  *entries(): Generator<[string, string]> {
    for (const name of Object.keys(this.#raw).sort()) yield [name, this.get(name) ?? ""];
  }

  *keys(): Generator<string> {
    for (const [name] of this) yield name;
  }

  *values(): Generator<string> {
    for (const [, value] of this) yield value;
  }

  forEach(visit: (value: string, name: string) => void): void {
    for (const [name, value] of this) visit(value, name);
  }

  getSetCookie(): string[] {
    return [this.#raw["set-cookie"] ?? []].flat();
  }

  [Symbol.iterator](): Generator<[string, string]> {
    return this.entries();
  }
}
