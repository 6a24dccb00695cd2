/** How much one file may cost. Bytes; nested files count into the file that holds them. */
export interface Limits {
  readonly input: number;
  readonly unpacked: number;
  /** Files in archives, together. */
  readonly entries: number;
  /** Archives in archives. */
  readonly depth: number;
  readonly milliseconds: number;
}

const MB = 1024 * 1024;

export const LIMITS: Limits = {
  input: 25 * MB,
  unpacked: 100 * MB,
  entries: 2000,
  depth: 4,
  milliseconds: 20_000,
};
