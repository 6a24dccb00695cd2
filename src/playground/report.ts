/** One thing that takes time. */
export interface Task {
  /** From 0 to 1. */
  readonly progress: (fraction: number) => void;
  readonly done: (note?: string) => void;
}

/** What the person at the terminal reads. */
export interface Report {
  readonly say: (text: string) => void;
  readonly task: (name: string) => Task;
}

interface Terminal {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean;
}

const SILENT_TASK: Task = { progress: () => undefined, done: () => undefined };
export const SILENT: Report = { say: () => undefined, task: () => SILENT_TASK };

/** Where lines cannot be rewritten (a log), progress is told at most this often. */
const PLAIN_PROGRESS_MS = 5_000;

/** Plain lines; on a terminal the line of a running task is rewritten with its progress. */
export function createReport(terminal: Terminal, clock: () => number = Date.now): Report {
  const say = (text: string): void => void terminal.write(`${text}\n`);
  return { say, task: (name) => startTask(name, { terminal, clock, say }) };
}

function startTask(
  name: string,
  { terminal, clock, say }: { terminal: Terminal; clock: () => number; say: (text: string) => void },
): Task {
  const startedAt = clock();
  let toldAt = startedAt;
  const rewrite = (text: string): void => void terminal.write(`\r\u001b[2K${text}`);
  if (terminal.isTTY === true) rewrite(`  ${name} …`);
  return {
    progress: (fraction) => {
      const text = `  ${name} … ${String(Math.round(fraction * 100))} %`;
      if (terminal.isTTY === true) rewrite(text);
      else if (clock() - toldAt >= PLAIN_PROGRESS_MS) {
        toldAt = clock();
        say(text);
      }
    },
    done: (note) => {
      if (terminal.isTTY === true) rewrite('');
      const seconds = (clock() - startedAt) / 1000;
      const took = seconds >= 1 ? ` (${seconds.toFixed(0)} s)` : '';
      say(`  ${name}: ${note ?? 'done'}${took}`);
    },
  };
}
