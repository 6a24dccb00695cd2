interface Waiting<T> {
  readonly key: string;
  readonly resolve: (value: T | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Asks for many keys at once what is asked for one by one within a turn of the loop, or within some milliseconds. */
export function createBatch<T = never>(
  ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, T> | undefined>,
  withinMs = 0,
): (key: string) => Promise<T | undefined> {
  let waiting: Waiting<T>[] = [];
  const run = async () => {
    const batch = waiting;
    waiting = [];
    try {
      const found = await ask([...new Set(batch.map(({ key }) => key))]);
      for (const { key, resolve } of batch) resolve(found?.get(key));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  return (key: string) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) {
        if (withinMs > 0) setTimeout(() => void run(), withinMs).unref();
        else setImmediate(() => void run());
      }
      waiting.push({ key, resolve, reject });
    });
}
