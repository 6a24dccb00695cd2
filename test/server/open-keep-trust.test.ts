import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../src/server/config.ts';
import { webTrustOf } from '../../src/server/open-keep.ts';

const folder = mkdtempSync(join(tmpdir(), 'trust-'));
const anchors = join(folder, 'anchors.pem');
const trust = (settings: Readonly<Record<string, string>> = {}) => webTrustOf(readSettings(settings));

beforeEach(() => writeFileSync(anchors, 'one root'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what was fetched is used by a later process', () => {
  test('where it would believe the same', () => {
    const settings = { SECURE_SEND_EXTRA_ANCHORS: anchors };
    expect(trust(settings)).toBe(trust({ ...settings, SECURE_SEND_LOG: 'silent' }));
  });

  test.each([
    { SECURE_SEND_EXTRA_ANCHORS: anchors },
    { SECURE_SEND_WEB_PORTS: 'mta-sts.partner.example:8443' },
    { SECURE_SEND_ALLOW_PRIVATE: 'true' },
  ])('and not where it would not: %j', (settings) => {
    expect(trust(settings)).not.toBe(trust());
  });

  test('and not where the same file names other roots', () => {
    const before = trust({ SECURE_SEND_EXTRA_ANCHORS: anchors });
    writeFileSync(anchors, 'another root');
    expect(trust({ SECURE_SEND_EXTRA_ANCHORS: anchors })).not.toBe(before);
  });
});
