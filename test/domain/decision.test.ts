import { choicesUnder, decide, mailboxChoices } from '../../src/domain/decision.ts';
import type { DecisionFacts, Problem } from '../../src/domain/decision.ts';
import { CPR, SENDER, aPolicy, facts, secure, to } from '../support/builders.ts';

const kinds = (problems: readonly Problem[]): readonly string[] => problems.map(({ kind }) => kind);
const verdictOn = (change: Partial<DecisionFacts>) => decide(facts(change));

describe('without personal data and with secure mode off', () => {
  it.each(['internal', 'certificate', 'tunnel', 'tls', 'gmail', 'none', 'unknown', 'undeliverable'] as const)(
    'a mail to %s just goes (A12)',
    (transport) => {
      const verdict = verdictOn({ recipients: [to(transport)] });
      expect(verdict).toMatchObject({ kind: 'send', problems: [], hasPersonalData: false, isSecure: false });
    },
  );

  it('leaves as an ordinary mail, or as an internal one', () => {
    expect(verdictOn({ recipients: [to('gmail')] }).mode).toBe('ordinary');
    expect(verdictOn({ recipients: [to('internal')] }).mode).toBe('internal');
    expect(verdictOn({ recipients: [] })).toMatchObject({ kind: 'send', mode: 'ordinary' });
  });

  it('goes even if the service cannot be reached', () => {
    expect(verdictOn({ recipients: [to('unknown')], isServiceReachable: false }).kind).toBe('send');
  });
});

describe('personal data', () => {
  it('goes to colleagues and students without a word', () => {
    expect(verdictOn({ findings: [CPR] })).toMatchObject({ kind: 'send', isActivated: false, problems: [] });
  });

  it.each([
    ['gmail', 'consumer-mail'],
    ['none', 'not-secure'],
    ['unknown', 'unknown'],
    ['undeliverable', 'undeliverable'],
  ] as const)('is stopped on its way to %s', (transport, cause) => {
    const verdict = verdictOn({ findings: [CPR], recipients: [to('internal'), to(transport)] });
    expect(verdict).toMatchObject({ kind: 'block', insecureRecipients: [1] });
    expect(verdict.problems).toContainEqual(
      expect.objectContaining({ kind: 'forbidden', recipient: 1, cause }),
    );
  });

  it.each(['allow', 'confirm', 'block'] as const)(
    'never goes to consumer mail over TLS, even if policy says %s',
    (tls) => {
      const policy = aPolicy({ tls: { personalData: tls, minimumAssurance: 'encrypted-unauthenticated' } });
      expect(verdictOn({ findings: [CPR], recipients: [to('gmail')], policy }).kind).toBe('block');
      const agreed = { ...secure(), confirmed: 'anything', mailbox: 'sikkerpost@phv.example' };
      expect(verdictOn({ findings: [CPR], recipients: [to('gmail')], policy, choices: agreed }).kind).toBe(
        'block',
      );
    },
  );

  it('goes to consumer mail when encrypted to the person, from a functional mailbox', () => {
    const recipients = [to('certificate', { consumer: true })];
    expect(verdictOn({ findings: [CPR], recipients }).kind).toBe('chooseMailbox');
    const choices = secure({ mailbox: 'sikkerpost@phv.example' });
    expect(verdictOn({ findings: [CPR], recipients, choices })).toMatchObject({
      kind: 'send',
      mode: 'certificate',
    });
  });

  it('is stopped when the TLS of a company is weaker than policy demands, and the cause says so', () => {
    const recipients = [to('tls', { assurance: 'encrypted-only' })];
    const { kind, problems } = verdictOn({ findings: [CPR], recipients });
    expect(kind).toBe('block');
    expect(problems).toContainEqual(expect.objectContaining({ cause: 'tls-not-enough' }));
  });

  it('counts from the confidence that policy sets', () => {
    const recipients = [to('gmail')];
    expect(verdictOn({ findings: [{ ...CPR, confidence: 'low' }], recipients }).kind).toBe('send');
    expect(verdictOn({ findings: [{ ...CPR, confidence: 'medium' }], recipients }).kind).toBe('block');
  });

  it('counts when the sender says so, whatever was found', () => {
    const choices = { secureMode: false, declaresPersonalData: true };
    expect(verdictOn({ recipients: [to('gmail')], choices }).kind).toBe('block');
  });

  it('names every forbidden recipient, the worst first', () => {
    const recipients = [to('undeliverable'), to('unknown'), to('none'), to('gmail')];
    const causes = verdictOn({ findings: [CPR], recipients }).problems.flatMap((problem) =>
      problem.kind === 'forbidden' ? [problem.cause] : [],
    );
    expect(causes).toEqual(['consumer-mail', 'not-secure', 'unknown', 'undeliverable']);
  });

  it('offers to look again only where looking again can help', () => {
    const { problems } = verdictOn({ findings: [CPR], recipients: [to('gmail'), to('unknown')] });
    expect(problems.map(({ remedies }) => remedies.includes('retryLookup'))).toEqual([false, true]);
  });

  it('switches secure mode on by itself when it goes outside', () => {
    const verdict = verdictOn({ findings: [CPR], recipients: [to('internal'), to('tunnel')] });
    expect(verdict).toMatchObject({ kind: 'send', isSecure: true, isActivated: true, mode: 'mixed' });
  });

  it('asks for secure mode where policy does not switch it on', () => {
    const policy = aPolicy({ secureMode: { onByDefault: false, locked: false, autoActivate: false } });
    const verdict = verdictOn({ findings: [CPR], recipients: [to('tunnel')], policy });
    expect(verdict).toMatchObject({ kind: 'activate', isActivated: true });
    expect(kinds(verdict.problems)).toEqual(['activation']);
  });

  it('to a TLS recipient asks for consideration once', () => {
    const recipients = [to('tls')];
    const first = verdictOn({ findings: [CPR], recipients });
    expect(first.kind).toBe('confirm');
    expect(kinds(first.problems)).toEqual(['considerations']);
    const confirmed = {
      secureMode: true,
      ...(first.confirmation === undefined ? {} : { confirmed: first.confirmation }),
    };
    const second = verdictOn({ findings: [CPR], recipients, choices: confirmed });
    expect(second).toMatchObject({ kind: 'send', mode: 'tls' });
    expect(second.confirmation).toBeUndefined();
  });

  it('asks again when a recipient is added after the answer', () => {
    const first = verdictOn({ findings: [CPR], recipients: [to('tls')] });
    const choices = secure({ confirmed: first.confirmation ?? '' });
    const other = to('tls', { address: 'other@tls.example' });
    expect(verdictOn({ findings: [CPR], recipients: [to('tls'), other], choices }).kind).toBe('confirm');
  });

  it('asks again when more is found after the answer', () => {
    const first = verdictOn({ findings: [CPR], recipients: [to('tls')] });
    const choices = secure({ confirmed: first.confirmation ?? '' });
    expect(verdictOn({ findings: [CPR, CPR], recipients: [to('tls')], choices }).kind).toBe('confirm');
  });

  it.each([
    ['allow', 'send'],
    ['block', 'block'],
  ] as const)('over TLS follows policy %s', (personalData, kind) => {
    const policy = aPolicy({ tls: { personalData, minimumAssurance: 'verified-now' } });
    expect(verdictOn({ findings: [CPR], recipients: [to('tls')], policy }).kind).toBe(kind);
  });
});

describe('a certificate recipient in secure mode', () => {
  const recipients = [to('certificate')];

  it('needs a functional mailbox as sender (A9)', () => {
    const verdict = verdictOn({ recipients, choices: secure() });
    expect(verdict.kind).toBe('chooseMailbox');
    expect(verdict.problems).toEqual([
      { kind: 'mailboxNeeded', recipients: [0], remedies: ['chooseMailbox', 'switchSecureModeOff'] },
    ]);
  });

  it('with personal data there is no way to switch secure mode off', () => {
    const verdict = verdictOn({ recipients, choices: secure(), findings: [CPR] });
    expect(verdict.problems[0]?.remedies).toEqual(['chooseMailbox']);
  });

  it('goes from the mailbox that was chosen', () => {
    const verdict = verdictOn({ recipients, choices: secure({ mailbox: 'Sikkerpost@phv.example' }) });
    expect(verdict).toMatchObject({ kind: 'send', mailbox: 'sikkerpost@phv.example', mode: 'certificate' });
  });

  it('once gone leaves no mailbox behind', () => {
    const choices = secure({ mailbox: 'sikkerpost@phv.example' });
    expect(verdictOn({ recipients: [to('tunnel')], choices })).not.toHaveProperty('mailbox');
  });

  it('does not go from a mailbox that policy does not know, or that this sender may not use', () => {
    const stranger = verdictOn({ recipients, choices: secure({ mailbox: 'other@phv.example' }) });
    expect(stranger.kind).toBe('chooseMailbox');
    const hr = secure({ mailbox: 'hr@phv.example' });
    expect(verdictOn({ recipients, choices: hr, sender: 'jens.friis@phv.example' }).kind).toBe(
      'chooseMailbox',
    );
    expect(verdictOn({ recipients, choices: hr }).kind).toBe('send');
  });

  it('is not asked about when the mail is written in a functional mailbox already (A14)', () => {
    const verdict = verdictOn({ recipients, choices: secure(), sender: 'SIKKERPOST@phv.example' });
    expect(verdict).toMatchObject({ kind: 'send', mailbox: 'sikkerpost@phv.example' });
  });

  it('with secure mode off and nothing found gets an ordinary mail', () => {
    expect(verdictOn({ recipients })).toMatchObject({ kind: 'send', mode: 'ordinary' });
  });
});

describe('secure mode without personal data', () => {
  const recipients = [to('tunnel'), to('gmail'), to('none')];

  it('asks once about those who cannot receive securely, and names them', () => {
    const first = verdictOn({ recipients, choices: secure() });
    expect(first.kind).toBe('confirm');
    expect(first.problems).toEqual([
      { kind: 'notSecure', recipients: [1, 2], remedies: ['removeRecipient', 'switchSecureModeOff'] },
    ]);
    const second = verdictOn({ recipients, choices: secure({ confirmed: first.confirmation ?? '' }) });
    expect(second).toMatchObject({ kind: 'send', mode: 'mixed', insecureRecipients: [1, 2] });
  });

  it('cannot be switched off where policy locks it', () => {
    const policy = aPolicy({ secureMode: { onByDefault: true, locked: true, autoActivate: true } });
    const verdict = verdictOn({ recipients, choices: secure(), policy });
    expect(verdict.problems[0]?.remedies).toEqual(['removeRecipient']);
  });

  it('to insecure recipients alone leaves as an ordinary mail once confirmed', () => {
    const asked = verdictOn({ recipients: [to('none')], choices: secure() });
    const choices = secure({ confirmed: asked.confirmation ?? '' });
    expect(verdictOn({ recipients: [to('none')], choices })).toMatchObject({
      kind: 'send',
      mode: 'ordinary',
    });
  });

  it('reports all reasons at once: mailbox first, then the question', () => {
    const verdict = verdictOn({ recipients: [to('certificate'), to('gmail')], choices: secure() });
    expect(verdict.kind).toBe('chooseMailbox');
    expect(kinds(verdict.problems)).toEqual(['mailboxNeeded', 'notSecure']);
  });
});

describe('when the service cannot be reached', () => {
  const unreachable = { isServiceReachable: false, recipients: [to('internal'), to('unknown')] };

  it('stops a mail with personal data and says that it could not check', () => {
    const verdict = verdictOn({ ...unreachable, findings: [CPR] });
    expect(verdict.kind).toBe('block');
    expect(verdict.problems).toEqual([
      { kind: 'notChecked', recipients: [1], remedies: ['retryLookup', 'removeFinding'] },
    ]);
  });

  it('stops a secure mail, which may be switched to ordinary when nothing was found', () => {
    const verdict = verdictOn({ ...unreachable, choices: secure() });
    expect(verdict.problems[0]?.remedies).toEqual(['retryLookup', 'switchSecureModeOff']);
    expect(verdict.kind).toBe('block');
  });

  it('still names the recipients of whom is known that they may not have it', () => {
    const recipients = [to('unknown'), to('gmail')];
    const verdict = verdictOn({ isServiceReachable: false, recipients, findings: [CPR] });
    expect(kinds(verdict.problems)).toEqual(['notChecked', 'forbidden']);
    expect(verdictOn({ isServiceReachable: false, recipients: [to('gmail')], findings: [CPR] }).kind).toBe(
      'block',
    );
  });

  it('lets personal data go to colleagues all the same', () => {
    const change = { isServiceReachable: false, recipients: [to('internal')], findings: [CPR] };
    expect(verdictOn(change).kind).toBe('send');
    expect(verdictOn({ ...change, choices: secure() }).kind).toBe('send');
  });
});

describe('a file that could not be read', () => {
  const unreadableAttachments = ['k1'];

  it('does not matter where every recipient is safe', () => {
    expect(verdictOn({ unreadableAttachments, recipients: [to('internal'), to('tunnel')] }).kind).toBe(
      'send',
    );
  });

  it('is asked about once where a recipient may not get personal data', () => {
    const recipients = [to('gmail')];
    const asked = verdictOn({ unreadableAttachments, recipients });
    expect(asked.kind).toBe('confirm');
    expect(kinds(asked.problems)).toEqual(['unreadableAttachments']);
    const choices = { secureMode: false, confirmed: asked.confirmation ?? '' };
    expect(verdictOn({ unreadableAttachments, recipients, choices }).kind).toBe('send');
    expect(verdictOn({ unreadableAttachments: ['k2'], recipients, choices }).kind).toBe('confirm');
  });

  it('stops the mail where the sender says that it holds personal data', () => {
    const choices = { secureMode: false, declaresPersonalData: true };
    expect(verdictOn({ unreadableAttachments, recipients: [to('gmail')], choices }).kind).toBe('block');
  });

  it('stops the mail where policy demands it', () => {
    const detection = { ...aPolicy().detection, unreadableAttachments: 'block' } as const;
    const change = { unreadableAttachments, policy: aPolicy({ detection }) };
    expect(verdictOn({ ...change, recipients: [to('gmail')] }).kind).toBe('block');
    expect(verdictOn(change).kind).toBe('send');
  });
});

describe('the functional mailboxes on offer', () => {
  it('begin with the organisation-wide one and leave out those that the sender may not use (A11)', () => {
    const addresses = (sender: string) => mailboxChoices(aPolicy(), sender).map(({ address }) => address);
    expect(addresses(SENDER)).toEqual(['sikkerpost@phv.example', 'hr@phv.example']);
    expect(addresses('jens.friis@phv.example')).toEqual(['sikkerpost@phv.example']);
  });

  it('may be opened to everybody of a domain', () => {
    const [first] = aPolicy().functionalMailboxes;
    const policy = aPolicy({
      functionalMailboxes: first === undefined ? [] : [{ ...first, allowedSenders: ['@phv.example'] }],
    });
    expect(mailboxChoices(policy, 'Jens@PHV.example')).toHaveLength(1);
    expect(mailboxChoices(policy, 'jens@xphv.example')).toHaveLength(0);
  });
});

describe('the choices that count', () => {
  const under = (onByDefault: boolean, locked: boolean) =>
    aPolicy({ secureMode: { onByDefault, locked, autoActivate: true } });

  it('are policy’s default until the sender chooses', () => {
    expect(choicesUnder(under(true, false), undefined)).toEqual({ secureMode: true });
    expect(choicesUnder(under(true, false), { secureMode: false })).toEqual({ secureMode: false });
  });

  it('keep the default where policy locks it, and all else that was chosen', () => {
    const mailbox = 'hr@phv.example';
    expect(choicesUnder(under(true, true), { secureMode: false, mailbox })).toEqual({
      secureMode: true,
      mailbox,
    });
    expect(choicesUnder(under(false, true), { secureMode: true })).toEqual({ secureMode: false });
  });
});
