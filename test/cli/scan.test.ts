import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { run } from '../../src/cli/scan.ts';
import { aDocument, aWorkbook, paragraph } from '../support/files/office.ts';
import { aZip } from '../support/files/zip.ts';

async function scan(args: readonly string[], input = '') {
  const written = { output: '', errors: '' };
  const code = await run(args, {
    input: Readable.from([input]),
    output: { write: (text) => (written.output += text) },
    errors: { write: (text) => (written.errors += text) },
  });
  const lines: unknown[] = written.output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { code, lines, errors: written.errors };
}

async function aFile(name: string, content: string | Buffer): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'scan-')), name);
  await writeFile(file, content);
  return file;
}

const mail = (id: string, html: string, subject = '') => JSON.stringify({ id, subject, html });

describe('scan of mails on standard input', () => {
  it('prints one line per mail, with findings in subject and body', async () => {
    const input = [
      mail('a', '<p>cpr <b>2512</b>48-9996</p>', 'Cpr 070761-4285'),
      mail('b', '<p>Hej</p>'),
      '',
    ].join('\n');
    const { code, lines } = await scan([], input);
    expect(code).toBe(0);
    expect(lines).toEqual([
      {
        id: 'a',
        findings: [
          { type: 'dk_cpr', value: '070761-4285', confidence: 'high', part: 'subject', start: 4, end: 15 },
          { type: 'dk_cpr', value: '251248-9996', confidence: 'high', part: 'body', start: 4, end: 15 },
        ],
      },
      { id: 'b', findings: [] },
    ]);
  });

  it('masks values when asked to', async () => {
    const { lines } = await scan(['--masked'], mail('a', 'cpr 251248-9996'));
    expect(JSON.stringify(lines)).toContain('2512••-••••');
    expect(JSON.stringify(lines)).not.toContain('9996');
  });

  it.each([
    ['not json', 'line 1: not a JSON object'],
    ['[]', 'line 1: not a JSON object'],
    ['{"subject":"x"}', 'line 1: "id" is missing'],
    ['{"id":1,"subject":2}', 'line 1: "subject" is not a string'],
    ['{"id":1,"html":2}', 'line 1: "html" is not a string'],
    ['{"id":1,"attachments":[{"name":"a"}]}', 'line 1: "attachments" is not a list'],
    ['{"id":1,"attachments":"a"}', 'line 1: "attachments" is not a list'],
  ])('names the line and the fault of %s, and goes on with the next', async (line, message) => {
    const { code, lines, errors } = await scan([], `${line}\n${mail('b', '')}\n`);
    expect(code).toBe(1);
    expect(errors).toContain(message);
    expect(lines).toEqual([{ id: 'b', findings: [] }]);
  });

  it('looks into attached files, and says of each whether all of it was read', async () => {
    const attachment = (name: string, content: Uint8Array | string): object => ({
      name,
      contentBase64: Buffer.from(content).toString('base64'),
    });
    const attachments = [
      attachment('a.docx', aDocument(paragraph('CPR 2512', '48-9996'))),
      attachment('b.txt', 'Hej'),
      attachment('c.bin', Buffer.from([1, 0, 2])),
      { name: 'd.pdf', contentBase64: '***' },
    ];
    const { code, lines } = await scan(['--masked'], JSON.stringify({ id: 'a', attachments }));
    expect(code).toBe(1);
    expect(lines).toMatchObject([
      {
        id: 'a',
        findings: [],
        attachments: [
          { name: 'a.docx', readable: true, findings: [{ type: 'dk_cpr', value: '2512••-••••' }] },
          { name: 'b.txt', readable: true, findings: [] },
          { name: 'c.bin', readable: false, reason: 'of a kind that cannot be read', findings: [] },
          { name: 'd.pdf', readable: false, reason: 'not in order, or not whole', findings: [] },
        ],
      },
    ]);
  });

  it('shows how it is called when asked, and reads nothing', async () => {
    const output: string[] = [];
    const streams = {
      input: Readable.from(['not json']),
      output: { write: (text: string) => output.push(text) },
      errors: { write: () => undefined },
    };
    expect(await run(['--masked', '--help'], streams)).toBe(0);
    expect(output.join('')).toMatch(/^Usage:\n {2}secure-send scan/);
  });

  it('refuses an option it does not know', async () => {
    const { code, errors } = await scan(['--mask']);
    expect(code).toBe(2);
    expect(errors).toContain('unknown option --mask');
  });
});

describe('scan of files', () => {
  it('reads text and HTML', async () => {
    const text = await aFile('a.txt', 'cpr 251248-9996');
    const html = await aFile(
      'a.html',
      '<html><style>cpr 251248-9996</style><body>cpr 2512<b>48-9996</b></body></html>',
    );
    const { code, lines } = await scan([text, html]);
    expect(code).toBe(0);
    expect(lines).toMatchObject([
      { file: text, readable: true, findings: [{ value: '251248-9996' }] },
      { file: html, readable: true, findings: [{ value: '251248-9996' }] },
    ]);
  });

  it('reads documents, and says where in them', async () => {
    const row = '<row r="3"><c r="B3" t="str"><v>cpr 251248-9996</v></c></row>';
    const book = await aFile('elever.xlsx', Buffer.from(aWorkbook([{ name: 'Hold', rows: row }])));
    const { code, lines } = await scan([book]);
    expect(code).toBe(0);
    expect(lines).toMatchObject([
      {
        file: book,
        readable: true,
        findings: [
          {
            value: '251248-9996',
            part: 'attachment:elever.xlsx',
            place: [{ kind: 'sheet', name: 'Hold', cell: 'B3' }],
          },
        ],
      },
    ]);
  });

  it('looks through the name of a file, and masks it when asked to', async () => {
    const file = await aFile('cpr 251248-9996.txt', 'Hej');
    const [told] = (await scan([file])).lines;
    expect(told).toMatchObject({ readable: true, findings: [{ value: '251248-9996' }] });
    const masked = await scan(['--masked', file]);
    expect(masked.lines).toMatchObject([{ findings: [{ value: '2512••-••••' }] }]);
    const mail = JSON.stringify({ id: 1, attachments: [{ name: 'cpr 251248-9996.txt', contentBase64: '' }] });
    const { lines } = await scan(['--masked'], mail);
    expect(lines).toMatchObject([{ attachments: [{ findings: [{ value: '2512••-••••' }] }] }]);
    expect(JSON.stringify([masked.lines, lines])).not.toContain('9996');
  });

  it('tells what it found in a file of which it cannot read all, and which part that is', async () => {
    const zip = aZip([
      { name: 'a.txt', content: 'cpr 251248-9996' },
      { name: 'b.png', content: Buffer.from('89504e470d0a1a0a', 'hex') },
    ]);
    const { code, lines } = await scan([await aFile('a.zip', Buffer.from(zip))]);
    expect(code).toBe(1);
    expect(lines).toMatchObject([
      {
        readable: false,
        reason: 'a picture',
        unread: [{ place: [{ kind: 'entry', name: 'b.png' }], reason: 'picture' }],
        findings: [{ value: '251248-9996' }],
      },
    ]);
  });

  it('says what it cannot read, never that it is clean', async () => {
    const binary = await aFile('a.bin', Buffer.from([1, 0, 2]));
    const { code, lines } = await scan([binary, 'no-such-file.txt']);
    expect(code).toBe(1);
    expect(lines).toEqual([
      { file: binary, readable: false, reason: 'of a kind that cannot be read', findings: [] },
      { file: 'no-such-file.txt', readable: false, reason: 'no such file', findings: [] },
    ]);
  });
});
