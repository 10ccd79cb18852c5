import { expect, test } from "vitest";
import { createPlainList } from "../../test/plain-list.ts";

type Told = { readonly loaded: number; readonly total: number | undefined };

async function toldOf(count: number, pageSize: number): Promise<Told[]> {
  const told: Told[] = [];
  const { list } = createPlainList(count);
  await list({ pageSize, concurrency: 1, onProgress: (progress) => void told.push(progress) }).toArray();
  return told;
}

test("each answer that brought rows is told, and the end where the last one brought none", async () => {
  expect(await toldOf(0, 10)).toEqual([{ loaded: 0, total: 0 }]);
  expect(await toldOf(5, 10)).toEqual([{ loaded: 5, total: 5 }]);
  expect(await toldOf(10, 10)).toEqual([
    { loaded: 10, total: 10 },
    { loaded: 10, total: 10 },
  ]);
  expect((await toldOf(25, 10)).map(({ loaded }) => loaded)).toEqual([10, 19, 25]);
});

test("what onProgress throws ends the listing; what it rejects with reaches nobody", async () => {
  const broken = new Error("broken");
  const { list } = createPlainList(5);
  const throws = () => {
    throw broken;
  };
  await expect(list({ onProgress: throws }).toArray()).rejects.toBe(broken);
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown) => rejections.push(reason);
  process.on("unhandledRejection", onRejection);
  expect(await list({ onProgress: () => Promise.reject(broken) }).toArray()).toHaveLength(5);
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  process.off("unhandledRejection", onRejection);
  expect(rejections).toEqual([]);
});
