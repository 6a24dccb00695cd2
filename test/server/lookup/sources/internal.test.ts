import { createInternalSource } from '../../../../src/server/lookup/sources/internal.ts';
import { aPolicy } from '../../../support/builders.ts';

const asking = { signal: new AbortController().signal, refresh: false };
const at = (domain: string) => ({ local: 'anna', domain });

describe('own domains', () => {
  const source = createInternalSource(aPolicy().organisation);

  test.each([
    ['phv.example', 'own-domain'],
    ['stud.phv.example', 'student-domain'],
  ])('%s is internal', async (domain, reason) => {
    expect(await source.ask(at(domain), asking)).toMatchObject({ transport: 'internal', reasons: [reason] });
  });

  test.each(['evil.phv.example', 'xphv.example', 'phv.example.evil.example', 'example'])(
    '%s is not, for the policy does not name it',
    async (domain) => {
      expect(await source.ask(at(domain), asking)).toMatchObject({ kind: 'pass' });
    },
  );
});
