export type Queue = <T>(task: () => Promise<T>) => Promise<T>;

/** Runs tasks in the order they came, at most `most` at a time. A task that rejects frees its place like any other. */
export function createQueue(most: number): Queue {
  const waiting: (() => void)[] = [];
  let running = 0;

  const leave = (): void => {
    running--;
    waiting.shift()?.();
  };

  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running++;
    try {
      return await task();
    } finally {
      leave();
    }
  };
}
