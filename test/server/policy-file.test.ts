import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
      'certificateDirectories\\[0\\].kind must be one of "ldap", "folder"',
    ],
    ['"kind": "folder"', '"kind": "ldap"', 'certificateDirectories\\[0\\] lacks "url", "base". Add them.'],
  ])('names the line of the very entry where %s became %s, and says it once', (good, bad, expected) => {
    const line = TEXT.slice(0, TEXT.indexOf(good)).split('\n').length;
    const told = messageOf(() => parsePolicyFile(TEXT.replace(good, bad), 'policy.json')).split('\n');
    expect(told[0]).toMatch(new RegExp(`^policy.json, line ${line}: ${expected}`));
    expect(told.filter((problem) => /schema|constant|anyOf|must (?:not )?have/.test(problem))).toEqual([]);
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

  test('may have one default mailbox only', () => {
    const policy = JSON.parse(TEXT);
    for (const mailbox of policy.functionalMailboxes) mailbox.isDefault = true;
    expect(() => parsePolicyFile(JSON.stringify(policy), 'policy.json')).toThrow('more than one default');
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return '';
}
