import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { AppError } from '../../src/server/app-error.ts';
import { parsePolicyFile, readPolicyFile, sendPolicyOf } from '../../src/server/policy-file.ts';

const PATH = join(__dirname, '../../assets/policy.example.json');
const TEXT = readFileSync(PATH, 'utf8');

describe('the policy file', () => {
  test('of the example is good', () => {
    expect(sendPolicyOf(readPolicyFile(PATH)).organisation.domains).toEqual(['phv.example']);
  });

  test.each<[string, (policy: Record<string, unknown>) => void, RegExp]>([
    [
      'a key that nobody knows',
      (policy) => (policy['tsl'] = {}),
      /The policy has an unknown key, "tsl"\. Remove it; allowed here: "organisation"/,
    ],
    [
      'a key that is missing',
      (policy) => delete policy['retention'],
      /lacks "retention"\. Add it: a JSON object with the keys "sendRecordsDays"\.$/,
    ],
    [
      'a word that is none of the choices',
      (policy) => (policy['tls'] = { personalData: 'maybe', minimumAssurance: 'verified-now' }),
      /tls\.personalData must be one of "allow", "confirm", "block"\.$/,
    ],
    [
      'a domain in capitals',
      (policy) => (policy['organisation'] = { name: 'x', domains: ['PHV.example'], studentDomains: [] }),
      /organisation\.domains\[0\] must be a domain in lower case, such as/,
    ],
    [
      'a whole address where a local part is meant',
      (policy) => (policy['certificates'] = { revocation: 'off', domainCertificates: ['a@b.example'] }),
      /domainCertificates\[0\] must be what stands before the @ of an address, such as sikkermail\.$/,
    ],
  ])('names file, line, place and fix of %s', (_what, change, expected) => {
    const policy = JSON.parse(TEXT);
    change(policy);
    const parse = () => parsePolicyFile(JSON.stringify(policy, null, 2), 'policy.json');
    expect(parse).toThrow(/^policy\.json, line \d+: \S/);
    expect(parse).toThrow(expected);
  });

  test('names the line of the mistake', () => {
    const text = TEXT.replace('"autoActivate": true', '"autoActivate": "yes"');
    const line = text.slice(0, text.indexOf('"autoActivate"')).split('\n').length;
    expect(() => parsePolicyFile(text, 'policy.json')).toThrow(
      `line ${line}: secureMode.autoActivate must be true or false.`,
    );
  });

  test.each([
    [
      '"hr@phv.example",',
      '"hr@phv.example", "isDefault": "no",',
      'functionalMailboxes\\[2\\].isDefault must be true or false',
    ],
    [
      '"allowedSenders"',
      '"senders"',
      'functionalMailboxes\\[2\\] has an unknown key, "senders". Remove it; allowed here: "address", .*"allowedSenders"',
    ],
    [
      '"kind": "folder"',
      '"kind": "Folder"',
      'certificateDirectories\\[0\\].kind must be one of "ldap", "folder", "uploads", "smimea".$',
    ],
    ['"kind": "folder"', '"kind": "ldap"', 'certificateDirectories\\[0\\] lacks "url", "base". Add them.'],
    [
      '"kind": "folder"',
      '"priority": 5',
      'certificateDirectories\\[0\\] lacks "kind". Add it: one of "ldap", "folder", "uploads", "smimea".$',
    ],
    [
      '{ "kind": "folder", "name": "Prøvekatalog", "path": "certificates" }',
      '"certificates"',
      'certificateDirectories\\[0\\] must be a JSON object',
    ],
    [
      '"file": "tunnel-organisations.csv"',
      '"url": "http://lists.example/"',
      'tunnelList.url must be an address that begins with https://.$',
    ],
    [
      '"file": "tunnel-organisations.csv"',
      '"url": "https://lists.example/", "refreshMinutes": 1',
      'tunnelList.refreshMinutes must be a whole number from 5 to 10080.$',
    ],
    [
      '"file": "tunnel-organisations.csv"',
      '"file": "a.csv", "url": "https://lists.example/"',
      'tunnelList has an unknown key, "url". Remove it; allowed here: "file", ',
    ],
    [
      '"tunnelList": { "file": "tunnel-organisations.csv", "maximumAgeDays": 30 }',
      '"tunnelList": { "maximumAgeDays": 30 }',
      'tunnelList lacks one of "file", "url". Add the one that is meant.$',
    ],
    [
      '"maximumAgeDays": 30 }',
      '"maximumAgeDays": 30, "format": "xml" }',
      'tunnelList.format must be one of "csv", ',
    ],
  ])('names the line of the very entry where %s became %s, and says it once', (good, bad, expected) => {
    const line = TEXT.slice(0, TEXT.indexOf(good)).split('\n').length;
    const told = messageOf(() => parsePolicyFile(TEXT.replace(good, bad), 'policy.json')).split('\n');
    expect(told[0]).toMatch(new RegExp(`^policy.json, line ${line}: ${expected}`));
    expect(told.filter((problem) => /schema|constant|anyOf|must (?:not )?have/.test(problem))).toEqual([]);
  });

  test('may have many mistakes: the first ten are told, none of them empty', () => {
    const keys = Array.from({ length: 50 }, (_none, at) => `"key${at}": 1,`).join('\n');
    const text = TEXT.replace('"organisation"', `${keys} "organisation"`).replace(
      '"locked": false',
      '"locked": 1',
    );
    const told = messageOf(() => parsePolicyFile(text, 'policy.json')).split('\n');
    expect(told[0]).toContain('The policy has unknown keys, "key0", "key1"');
    expect(told[1]).toContain('secureMode.locked must be true or false.');
  });

  test('may say nothing twice: of two the last would count, without a word', () => {
    const text = TEXT.replace('"locked": false,', '"locked": true,\n"locked": false,');
    const line = text.slice(0, text.indexOf('"locked": false')).split('\n').length;
    expect(() => parsePolicyFile(text, 'policy.json')).toThrow(
      `policy.json, line ${line}: "locked" is here a second time. Keep one.`,
    );
  });

  test.each([
    ['"locked": false,', '"locked": no,'],
    ['"minimumConfidence": "low"', '"minimumConfidence": \'low\''],
    ['"sendRecordsDays": 180', '"sendRecordsDays": 180,,'],
    ['"tls": {', '"tls" {'],
  ])('names the line where it is no JSON: %s became %s', (good, bad) => {
    const line = TEXT.slice(0, TEXT.indexOf(good)).split('\n').length;
    expect(() => parsePolicyFile(TEXT.replace(good, bad), 'policy.json')).toThrow(
      `policy.json, line ${line}: this is not valid JSON. Look there`,
    );
  });

  test('that is empty, or not there, is named', () => {
    expect(() => parsePolicyFile('', 'policy.json')).toThrow(/^policy\.json, line 1: this is not valid JSON/);
    expect(() => readPolicyFile('/nowhere/policy.json')).toThrow('SECURE_SEND_POLICY');
  });

  test('names the line of what makes no sense', () => {
    const text = TEXT.replace('"hr@phv.example",', '"hr@phv.example", "isDefault": true,');
    const line = text.slice(0, text.indexOf('"hr@phv')).split('\n').length;
    expect(() => parsePolicyFile(text, 'policy.json')).toThrow(
      `policy.json, line ${line}: This is more than one default functional mailbox. Keep "isDefault" on one.`,
    );
  });

  test('that is another, large file is not read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'policy-'));
    const path = join(folder, 'policy.json');
    writeFileSync(path, ' '.repeat(1_000_001));
    expect(() => readPolicyFile(path)).toThrow('larger than 1 MB');
    rmSync(folder, { recursive: true });
  });
});

/** The example with a part taken out, doubled, moved or replaced. */
const decay = fc
  .tuple(
    fc.nat(TEXT.length),
    fc.nat(40),
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.json(),
      fc.constantFrom('{', '[', '"', ',', 'null', '"kind"', '"url"'),
    ),
  )
  .map(([at, length, junk]) => `${TEXT.slice(0, at)}${junk}${TEXT.slice(at + length)}`);
/** The example with one value anywhere replaced by another, so that it is JSON still. */
const swapped = fc.tuple(fc.nat(), fc.jsonValue({ maxDepth: 3 })).map(([pick, value]) => {
  const policy = JSON.parse(TEXT);
  const places = placesIn(policy);
  for (const { holder, key } of places.slice(pick % places.length).slice(0, 1)) holder[key] = value;
  return JSON.stringify(policy, null, 1);
});

test('every text is a policy, or is refused with the line of each mistake and what to do', () => {
  let refused = 0;
  fc.assert(
    fc.property(fc.oneof(decay, swapped, fc.json(), fc.string({ unit: 'binary' })), (text) => {
      try {
        const { organisation } = parsePolicyFile(text, 'policy.json');
        for (const domain of organisation.domains) expect(domain).toMatch(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/);
      } catch (error) {
        refused++;
        expect(error).toBeInstanceOf(AppError);
        for (const told of String((error as AppError).message).split('\n'))
          // it is one
          expect(told).toMatch(/^policy\.json, line \d+: .{10,}\.$/u);
      }
    }),
    { numRuns: 1000 },
  );
  expect(refused).toBeGreaterThan(200);
}, 120_000);

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>; // lists too: their places are keys
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return '';
}
