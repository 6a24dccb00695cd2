/** One measured figure beside its floor (or peer) of the same run. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 'kB' | 'req/s' | 'MB/s' | '%';
  readonly ours: number;
  readonly floor: number;
  /** ours / floor. */
  readonly ratio: number;
  readonly bar: string;
  readonly holds: boolean;
}

type Measured = Pick<Figure, 'name' | 'unit' | 'ours' | 'floor'>;

/** A figure with its bar, either on the value itself or on the ratio to the floor. */
export function judge(
  measured: Measured,
  bar: { readonly on: 'ours' | 'ratio'; readonly atMost?: number; readonly atLeast?: number },
): Figure {
  const ratio = measured.ours / measured.floor;
  const value = bar.on === 'ours' ? measured.ours : ratio;
  const unit = bar.on === 'ours' ? ` ${measured.unit}` : '×';
  const [sign, limit] = bar.atMost === undefined ? ['≥', bar.atLeast ?? 0] : ['≤', bar.atMost];
  return {
    ...measured,
    ratio,
    bar: `${bar.on} ${sign} ${limit}${unit}`,
    holds: sign === '≤' ? value <= limit : value >= limit,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A table for people. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, unit, ours, floor, ratio, bar, holds }) => [
    name,
    `${rounded(ours)} ${unit}`,
    `${rounded(floor)} ${unit}`,
    ratio.toFixed(2),
    bar,
    holds ? 'holds' : 'MISSED',
  ]);
  const all = [['figure', 'ours', 'floor', 'ratio', 'bar', ''], ...rows];
  const widths =
    all[0]?.map((_cell, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}
