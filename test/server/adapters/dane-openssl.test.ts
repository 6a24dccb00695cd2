/** @needs openssl */
import { createHash } from 'node:crypto';
import { daneVerdict } from '../../../src/server/adapters/dane.ts';
import { AUTHORITY, openOpenssl } from '../../support/servers/openssl.ts';
import type { Issued, IssueWish, OpensslFolder } from '../../support/servers/openssl.ts';

const HOST = 'mx.partner.example';
const PSS = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest'];
const curve = (name: string): IssueWish => ({ key: 'ec', more: ['-pkeyopt', `ec_paramgen_curve:${name}`] });

let openssl: OpensslFolder;
let root: Issued;

beforeAll(() => {
  openssl = openOpenssl();
  root = openssl.issue({ subject: '/CN=Root', key: 'rsa:2048', extensions: AUTHORITY });
});

afterAll(() => openssl.remove());

describe('a server’s certificate under a named authority', () => {
  test.each<[string, 'match' | 'mismatch', IssueWish]>([
    ['has a key on P-384', 'match', curve('P-384')],
    ['has a key on a curve that is not accepted elsewhere either', 'mismatch', curve('secp256k1')],
    ['has a key on a curve that is too small', 'mismatch', curve('secp224r1')],
    ['is signed by RSA-PSS over SHA-256', 'match', { more: ['-sha256', ...PSS] }],
    ['is signed by RSA-PSS over SHA-1', 'mismatch', { more: ['-sha1', ...PSS] }],
  ])('that %s is a %s', (_what, verdict, wish) => {
    const extensions = [`subjectAltName=DNS:${HOST}`, 'extendedKeyUsage=serverAuth'];
    const server = openssl.issue({ subject: `/CN=${HOST}`, issuer: root, extensions, ...wish });
    expect(judge(server, root)).toBe(verdict);
  });

  test('does not match under an authority whose key is on such a curve', () => {
    const wish = { ...curve('secp256k1'), extensions: AUTHORITY };
    const between = openssl.issue({ subject: '/CN=Between', issuer: root, ...wish });
    const extensions = [`subjectAltName=DNS:${HOST}`];
    const server = openssl.issue({ subject: `/CN=${HOST}`, issuer: between, extensions });
    expect(judge(server, between, root)).toBe('mismatch');
  });
});

/** By a record that names the last certificate as the authority. */
function judge(...shown: readonly Issued[]) {
  const authority = shown.at(-1)?.der ?? Buffer.alloc(0);
  const data = createHash('sha256').update(authority).digest('hex');
  const records = [{ usage: 2, selector: 0, matchingType: 1, data }];
  return daneVerdict(
    records,
    shown.map(({ der }) => der),
    { names: [HOST], now: new Date() },
  );
}
