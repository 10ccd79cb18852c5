/** Resolves in the next turn of the event loop. A timer of 0 ms waits a whole one, which adds up over the hours that a test skips. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
