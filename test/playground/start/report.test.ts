import { createReport } from '../../../src/playground/report.ts';

function lines(isTTY: boolean): {
  report: ReturnType<typeof createReport>;
  text: () => string;
  pass: (ms: number) => void;
} {
  let written = '';
  let now = 0;
  const terminal = { isTTY, write: (text: string) => (written += text) };
  return {
    report: createReport(terminal, () => now),
    text: () => written,
    pass: (milliseconds) => (now += milliseconds),
  };
}

test('what was quick is told in one line without a time', () => {
  const { report, text, pass } = lines(false);
  const task = report.task('Starting the sample world');
  pass(999);
  task.done();
  expect(text()).toBe('  Starting the sample world: done\n');
});

test('what took a second or more is told with its time', () => {
  const { report, text, pass } = lines(false);
  const task = report.task('Building the pages');
  pass(1000);
  task.done();
  expect(text()).toBe('  Building the pages: done (1 s)\n');
});

test('in a log progress is told now and then, not at every step', () => {
  const { report, text, pass } = lines(false);
  const task = report.task('Building the pages');
  for (let percent = 1; percent <= 60; percent += 1) {
    pass(100);
    task.progress(percent / 100);
  }
  expect(text()).toBe('  Building the pages … 50 %\n');
});

test('on a terminal the same line is rewritten', () => {
  const { report, text } = lines(true);
  const task = report.task('Building the pages');
  task.progress(0.5);
  task.done();
  const rewrite = '\r\u001b[2K';
  expect(text()).toBe(
    [
      `${rewrite}  Building the pages …`,
      `${rewrite}  Building the pages … 50 %`,
      `${rewrite}  Building the pages: done\n`,
    ].join(''),
  );
});
