import { textsFor } from '../../src/domain/text/language.ts';
import { SAMPLE_ADDRESSES, sampleAddress } from '../../src/playground/world/addresses.ts';
import type { SampleAddress } from '../../src/playground/world/addresses.ts';
import { wordingFor } from '../../src/taskpane/text/pane-text.ts';
import { useDesk } from './support/desk.ts';
import type { TestPane } from './support/pane.ts';
import { until } from './support/until.ts';

const { pane: texts, shared } = wordingFor('en');
const TARPIT = sampleAddress('tarpit').address;

describe('Recipients, as they are written', () => {
  const desk = useDesk();

  test('are classified one by one while another never answers, with the pane open', async () => {
    const mail = await desk.openScene('empty', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.empty);
    await mail.addRecipient(TARPIT);
    await mail.addRecipient('jens.friis@phv.example');
    await mail.addRecipient('borgerservice@byens-kommune.example', 'cc');
    await pane.showRecipients();
    await until(async () => {
      expect(await pane.row('jens.friis@phv.example').innerText()).toContain(shared.transport.internal);
      expect(await pane.row('borgerservice@byens-kommune.example').innerText()).toContain(
        shared.transport.tunnel,
      );
    });
    expect(await pane.row(TARPIT).innerText()).toContain(texts.recipients.pending);
    await until(async () => {
      expect(await pane.row(TARPIT).innerText()).toContain(shared.transport.unknown);
    });
  });

  test('are read from a pasted list, on the line where it was pasted', async () => {
    const mail = await desk.openScene('empty', { pane: 'open' });
    await mail.pasteRecipients(
      'Jens Friis <jens.friis@phv.example>; anna.skov@gmail.com, Lund, Anna <anna.lund@kystens-revision.example>',
      'bcc',
    );
    expect(await mail.recipients('bcc')).toHaveLength(3);
    const pane = mail.pane();
    await pane.says(texts.headline.ordinary);
    await pane.showRecipients();
    await until(async () => {
      expect(await pane.row('jens.friis@phv.example').innerText()).toContain(shared.transport.internal);
      expect(await pane.row('anna.skov@gmail.com').innerText()).toContain(shared.consumerMail);
      expect(await pane.row('anna.lund@kystens-revision.example').innerText()).toContain(
        shared.transport.certificate,
      );
    });
  });

  test('are classified with the pane closed: the notification bar tells it in secure mode', async () => {
    const mail = await desk.openScene('secure-mode-on');
    const notice = mail.notices();
    const { notice: words } = textsFor('en');
    await until(async () => {
      expect(await notice.innerText()).toContain(words.mailbox);
    });
    await mail.chooseFrom('sikkerpost@phv.example');
    await until(async () => {
      expect(await notice.innerText()).toContain(words.allSecure);
    });
    await mail.addRecipient('kontor@gammelmail.example');
    await until(async () => {
      expect(await notice.innerText()).toContain(words.someNotSecure(1));
    });
    expect(await notice.count()).toBe(1);
    await mail.removeRecipient('Gammel Mail ApS');
    await until(async () => {
      expect(await notice.innerText()).toContain(words.allSecure);
    });
  });

  test('that were removed before their answer came are never shown, and no stale notice stays', async () => {
    const mail = await desk.openScene('gmail-with-cpr');
    await until(async () => {
      expect(await mail.notices().innerText()).toContain('anna.skov@gmail.com');
    });
    desk.setFault({ kind: 'slow', latencyMs: 1500 });
    const answered = mail.page.waitForResponse((reply) => reply.url().includes('/classifications'));
    await mail.addRecipient('peter.nygaard@hotmail.com');
    await mail.removeRecipient('Peter Nygaard');
    await mail.removeRecipient('Anna Skov');
    await answered;
    await until(async () => {
      expect(await mail.notices().count()).toBe(0);
    });
    expect((await mail.everShown()).notices.filter((text) => text.includes('hotmail'))).toEqual([]);
  });

  test('that were removed while the pane asks for them leave no trace in it', async () => {
    const mail = await desk.openScene('gmail-with-cpr', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.stopped);
    desk.setFault({ kind: 'slow', latencyMs: 1500 });
    const answered = mail.page.waitForResponse((reply) => reply.url().includes('/classifications'));
    await mail.addRecipient('peter.nygaard@hotmail.com');
    await pane.row('peter.nygaard@hotmail.com').waitFor();
    await mail.removeRecipient('Peter Nygaard');
    await answered;
    await pane.says(texts.headline.stopped);
    expect(await pane.rows()).toEqual(['anna.skov@gmail.com']);
    expect(await pane.frame.locator('body').innerText()).not.toContain('hotmail');
  });

  test('that are lists are unknown, never skipped: personal data to them is stopped', async () => {
    const mail = await desk.openScene('distribution-list', { pane: 'open' });
    const pane = mail.pane();
    await pane.says(texts.headline.stopped);
    const list = sampleAddress('distribution-list');
    const contacts = sampleAddress('contact-list');
    await (await pane.unfold(list.address)).getByText(shared.reason['distribution-list']).last().waitFor();
    await (await pane.unfold(contacts.name)).getByText(shared.reason['address-blank']).last().waitFor();
    await mail.pressSend();
    const message = await mail.smartAlertMessage();
    expect(message).toContain(list.address);
    expect(message).toContain(contacts.name);
  });

  describe('of every class and for every reason', () => {
    const groups = [
      SAMPLE_ADDRESSES.slice(0, 12),
      SAMPLE_ADDRESSES.slice(12, 24),
      SAMPLE_ADDRESSES.slice(24, 36),
      SAMPLE_ADDRESSES.slice(36),
    ];

    test.each(groups.map((group, index) => [index + 1, group] as const))(
      'are shown with word, reason and whether personal data may go there, and unfold to the evidence (part %i)',
      async (_part, group) => {
        const mail = await desk.openScene('empty', { pane: 'open', drawer: 'open' });
        const pane = mail.pane();
        await pane.says(texts.headline.empty);
        await mail.writeBody('CPR 251248-9996');
        await pane.frame.getByText(texts.findings.title(1)).waitFor();
        for (const { id } of group) await mail.addSample(id);
        await pane.showRecipients();
        await until(async () => {
          expect(await pane.frame.locator('[aria-busy="true"]').count()).toBe(0);
          expect(await pane.verdict()).not.toMatch(/^Checking|^$/);
        }, 30_000);
        await pane.unfoldGroups();
        const told: Record<string, unknown> = {};
        for (const sample of group) told[sample.id] = await whatIsTold(pane, sample);
        expect(told).toEqual(Object.fromEntries(group.map((sample) => [sample.id, expectation(sample)])));
      },
    );
  });
});

interface Told {
  readonly word: boolean;
  readonly permission: string | undefined;
  readonly reason: boolean;
  readonly isChecked: boolean;
}

async function whatIsTold(pane: TestPane, sample: SampleAddress): Promise<Told> {
  const { address, name, transport, reason } = sample;
  const row = await pane.unfold(address === '' ? name : address);
  const text = await row.innerText();
  const [, permission] = /\n(Yes|Depends|No|Unknown)\n/.exec(`\n${text}\n`) ?? [];
  return {
    word: text.includes(shared.transport[transport]),
    permission,
    reason: text.includes(shared.reason[reason]),
    isChecked: text.includes(texts.recipients.checkedAt),
  };
}

function expectation({ transport, isConsumer, id }: SampleAddress): Told {
  const isYes = transport === 'internal' || transport === 'certificate' || transport === 'tunnel';
  const isNo = transport === 'unknown' ? 'Unknown' : 'No';
  const permission = isYes ? 'Yes' : transport === 'tls' && !isConsumer ? 'Depends' : isNo;
  const isNeverLookedUp = id === 'distribution-list' || id === 'contact-list';
  return { word: true, permission, reason: true, isChecked: !isNeverLookedUp };
}
