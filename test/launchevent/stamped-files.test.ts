import { attachmentKey } from '../../src/domain/draft.ts';
import { formatState } from '../../src/domain/state-header.ts';
import type { FileStamp } from '../../src/domain/file-stamp.ts';
import { MEMORY } from '../../src/outlook/ports.ts';
import { aPolicy } from '../support/builders.ts';
import { installOffice } from '../support/office.ts';
import type { FakeOffice } from '../support/office.ts';
import { aService, send, unreachable } from './send-world.ts';

const FILE = { id: 'AAMk1', name: 'elever.xlsx', size: 1200, isInline: false };
const OTHER = { id: 'AAMk2', name: 'plan.docx', size: 900, isInline: false };
const CPR = { type: 'dk_cpr', confidence: 'high', part: 'attachment', count: 2 } as const;

function draft(address: string, files: readonly FileStamp[], attachments = [FILE]): FakeOffice {
  const headers = { 'x-secure-send': formatState({ choices: { secureMode: false }, files }) };
  const to = [{ emailAddress: address, displayName: '', recipientType: 'externalUser' }];
  const office = installOffice({ to, attachments, headers });
  office.settings[MEMORY.policy] = JSON.stringify(aPolicy());
  return office;
}

const clean = (file = FILE): FileStamp => ({ key: attachmentKey(file), findings: [] });

describe('a file that the pane has looked through', () => {
  it('and found clean goes without a question', async () => {
    draft('anna@gmail.com', [clean()]);
    expect(await send()).toEqual({ allowEvent: true });
  });

  it('and in which it found a number stops the mail, and names the file', async () => {
    draft('anna@gmail.com', [{ ...clean(), findings: [CPR] }]);
    const { allowEvent, errorMessage } = await send();
    expect(allowEvent).toBe(false);
    expect(errorMessage).toContain('CPR number in the file elever.xlsx and 1 more');
  });

  it('and in which it found a number stops the mail also when the service is away', async () => {
    draft('anna@gmail.com', [{ ...clean(), findings: [CPR] }]);
    expect((await send(unreachable)).allowEvent).toBe(false);
  });

  it('and in which it found a number goes through the tunnel, and its stamp stays behind', async () => {
    const office = draft('borger@tunnel.example', [{ ...clean(), findings: [CPR] }]);
    expect(await send()).toEqual({ allowEvent: true });
    expect(office.mail.headers['x-secure-send']).toBe('tunnel; off');
  });

  it('counts with what the sender said of it', async () => {
    draft('borger@tls.example', [{ ...clean(), findings: [{ ...CPR, override: 'made-up' }] }]);
    const asked: unknown[] = [];
    const service = aService();
    await send({
      ...service,
      judgeSend: (request, deadlineMs) => {
        asked.push(...request.findings);
        return service.judgeSend(request, deadlineMs);
      },
    });
    const said = { type: 'dk_cpr', confidence: 'high', part: 'attachment', override: 'made-up' };
    expect(asked).toEqual([said, said]);
  });

  it('is none of what policy does not look for', async () => {
    const policy = aPolicy({ detection: { ...aPolicy().detection, types: ['iban'] } });
    const office = draft('anna@gmail.com', [{ ...clean(), findings: [CPR] }]);
    office.settings[MEMORY.policy] = JSON.stringify(policy);
    expect(await send(aService(policy))).toEqual({ allowEvent: true });
  });
});

describe('a file counts as not looked through', () => {
  it.each([
    ['that nobody has looked through', [], [FILE]],
    ['that could be read in part only', [{ ...clean(), unread: 'scanned-page' as const }], [FILE]],
    ['that has another id since', [clean()], [{ ...FILE, id: 'AAMk9' }]],
    ['that has another name since', [clean()], [{ ...FILE, name: 'andet.xlsx' }]],
    ['that has another size since', [clean()], [{ ...FILE, size: 1201 }]],
    ['that was added since', [clean()], [FILE, OTHER]],
  ])('%s', async (_what, stamps, attachments) => {
    draft('anna@gmail.com', stamps, attachments);
    const { allowEvent, errorMessage } = await send();
    expect(allowEvent).toBe(false);
    expect(errorMessage).toMatch(/has not been checked|files have not been checked/);
  });

  it('when the header cannot be read', async () => {
    const office = draft('anna@gmail.com', [clean()]);
    office.faults.set('internetHeaders.getAsync', 'fails');
    expect((await send()).allowEvent).toBe(false);
  });
});
