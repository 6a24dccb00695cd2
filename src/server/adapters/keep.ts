/** One value that outlives the process. Times are milliseconds since 1970. */
export interface KeptValue {
  readonly key: string;
  readonly value: Buffer;
  readonly keptAt: number;
  /** Behind this moment the value is not given out any more, and is removed in time. */
  readonly expiresAt: number;
}

/** Octets. */
export const LARGEST_KEPT = 20 * 1024 * 1024;

/**
 * Where answers, policies and lists outlive the process, shared by all processes on one database. An area belongs to one
 * owner, who alone understands its bytes. A failing database rejects; owners go on without what they kept.
 */
export interface Keep {
  /** Those of the keys that are kept and have not expired at `now`. */
  get(area: string, keys: readonly string[], now: number): Promise<ReadonlyMap<string, KeptValue>>;
  put(area: string, values: readonly KeptValue[]): Promise<void>;
  /** How many were removed. */
  removeExpired(now: number): Promise<number>;
}

/** Keeps as long as the process lives: for the command line and for tests. */
export function createMemoryKeep(): Keep {
  const areas = new Map<string, Map<string, KeptValue>>();
  const open = (area: string) => {
    const values = areas.get(area) ?? new Map<string, KeptValue>();
    areas.set(area, values);
    return values;
  };
  return {
    get(area, keys, now) {
      const values = keys.flatMap((key) => open(area).get(key) ?? []);
      return Promise.resolve(
        new Map(values.filter(({ expiresAt }) => expiresAt > now).map((value) => [value.key, value])),
      );
    },
    put(area, values) {
      for (const value of values) open(area).set(value.key, value);
      return Promise.resolve();
    },
    removeExpired(now) {
      let count = 0;
      for (const values of areas.values()) {
        for (const { key, expiresAt } of values.values()) {
          if (expiresAt <= now && values.delete(key)) count++;
        }
      }
      return Promise.resolve(count);
    },
  };
}
