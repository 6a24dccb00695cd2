import { permissionFor } from '../../src/domain/permission.ts';
import { chooseTransport } from '../../src/domain/transport.ts';
import type { SourceAnswer } from '../../src/domain/transport.ts';
import { aPolicy } from '../support/builders.ts';

const pass: SourceAnswer = { kind: 'pass', reasons: ['certificate-not-found'], evidence: [] };
const failed: SourceAnswer = { kind: 'inconclusive', reasons: ['directory-unreachable'], evidence: [] };
const tls: SourceAnswer = {
  kind: 'match',
  transport: 'tls',
  assurance: 'verified-now',
  reasons: ['tls-verified'],
  evidence: [],
};
const none: SourceAnswer = {
  kind: 'match',
  transport: 'none',
  assurance: 'nothing',
  reasons: ['no-starttls'],
  evidence: [],
};

describe('the class of a recipient', () => {
  it('is that of the first source that knows it, with the reasons of all', () => {
    expect(chooseTransport([pass, tls, none])).toMatchObject({
      transport: 'tls',
      assurance: 'verified-now',
      reasons: ['certificate-not-found', 'tls-verified', 'no-starttls'],
    });
  });

  it('stands even if a better source could not be asked', () => {
    expect(chooseTransport([failed, tls]).transport).toBe('tls');
  });

  it('is "not secure" only if every source could be asked (C6)', () => {
    expect(chooseTransport([pass, none]).transport).toBe('none');
    expect(chooseTransport([failed, none])).toMatchObject({ transport: 'unknown', assurance: 'nothing' });
  });

  it('is unknown when nobody knows it', () => {
    expect(chooseTransport([]).transport).toBe('unknown');
    expect(chooseTransport([pass, failed]).transport).toBe('unknown');
  });

  it('comes with the rule by which it was chosen, and with the answer that decided', () => {
    expect(chooseTransport([pass, tls, none])).toMatchObject({ rule: 'first-match', by: 1 });
    expect(chooseTransport([failed, none])).toMatchObject({ rule: 'may-be-better', by: 1 });
    expect(chooseTransport([pass, failed])).toMatchObject({ rule: 'no-match' });
  });

  it('is never better than the first match, whatever comes behind it', () => {
    expect(chooseTransport([none, tls]).transport).toBe('none');
    expect(chooseTransport([failed, none, tls]).transport).toBe('unknown');
  });
});

describe('personal data over TLS', () => {
  const policy = aPolicy({ tls: { personalData: 'confirm', minimumAssurance: 'verified-now' } });
  const over = (assurance: Parameters<typeof permissionFor>[0]['assurance']) =>
    permissionFor({ transport: 'tls', consumer: false, assurance }, policy);

  it('is judged by the assurance: stronger, at and below the minimum', () => {
    expect(over('authenticated-sts')).toBe('depends');
    expect(over('verified-now')).toBe('depends');
    expect(over('encrypted-only')).toBe('no');
  });

  it('with an assurance that is none for TLS is not allowed', () => {
    expect(over('listed')).toBe('no');
  });
});
