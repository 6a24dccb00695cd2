import { addressKey } from '../../src/domain/address.ts';
import { attachmentKey } from '../../src/domain/draft.ts';
import {
  addressesToLookUp,
  answersWithoutService,
  recipientFacts,
  unanswerable,
} from '../../src/domain/recipient-facts.ts';
import { CHECKED_AT, EXPIRES_AT, aClassification, aPolicy, aRecipient } from '../support/builders.ts';

const missing = { checkedAt: CHECKED_AT, expiresAt: EXPIRES_AT, reason: 'look-up-failed' } as const;
const blank = aRecipient('', { displayName: 'Min liste' });
const list = aRecipient('alle@phv.example', { isDistributionList: true });
const reasons = (draft: Parameters<typeof recipientFacts>[0]) =>
  recipientFacts(draft, new Map(), missing).map(({ classification }) => classification.reasons[0]);

describe('recipients', () => {
  it('are looked up once each; lists and blank addresses are not', () => {
    const recipients = [aRecipient('A@b.example'), aRecipient(' a@B.example'), blank, list];
    expect(addressesToLookUp({ recipients })).toEqual(['A@b.example']);
  });

  it('that are a list or blank have the reason why nothing can be found out', () => {
    expect([blank, list, aRecipient()].map(unanswerable)).toEqual([
      'address-blank',
      'distribution-list',
      undefined,
    ]);
  });

  it('get the answer about their address, however it is written', () => {
    const answer = aClassification({ transport: 'tunnel' });
    const answers = new Map([[addressKey('a@b.example'), answer]]);
    const [first] = recipientFacts(
      { recipients: [aRecipient(' A@B.example ')], isTruncated: false },
      answers,
      missing,
    );
    expect(first?.classification).toBe(answer);
  });

  it('are unknown with a reason, never skipped, where there can be no answer', () => {
    const recipients = [blank, list, aRecipient()];
    expect(reasons({ recipients, isTruncated: true })).toEqual([
      'address-blank',
      'distribution-list',
      'look-up-failed',
      'recipients-truncated',
    ]);
  });
});

describe('without the service', () => {
  const when = { checkedAt: CHECKED_AT, expiresAt: EXPIRES_AT };

  it('own and student addresses stay internal by the last policy seen; nothing is said of others', () => {
    const addresses = ['jens@phv.example', 'ida@stud.phv.example', 'anna@gmail.com', 'x@evil-phv.example'];
    const recipients = addresses.map((address) => aRecipient(address));
    const answers = answersWithoutService({ recipients }, aPolicy(), when);
    expect([...answers].map(([key, { reasons: why }]) => [key, why[0]])).toEqual([
      ['jens@phv.example', 'own-domain'],
      ['ida@stud.phv.example', 'student-domain'],
    ]);
  });

  it('and without any policy nobody is internal', () => {
    expect(answersWithoutService({ recipients: [aRecipient()] }, undefined, when).size).toBe(0);
  });
});

describe('the key of an attachment', () => {
  it('changes with its id, its name and its size', () => {
    const keys = [
      { id: '1', name: 'a.pdf', size: 1 },
      { id: '1', name: 'a.pdf', size: 2 },
      { id: '1', name: 'b.pdf', size: 1 },
      { id: '2', name: 'a.pdf', size: 1 },
    ].map(attachmentKey);
    expect(new Set(keys).size).toBe(4);
    expect(keys[0]).toBe(attachmentKey({ id: '1', name: 'a.pdf', size: 1 }));
  });
});
