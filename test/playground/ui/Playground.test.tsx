import { createDOMRenderer } from '@fluentui/react-components';
import { act, configure, render, screen, within } from '@testing-library/react';
import { PointerEventsCheckLevel, userEvent } from '@testing-library/user-event';
import type { PlaygroundDraft } from '../../../src/playground/model/types.ts';
import { Playground } from '../../../src/playground/ui/Playground.tsx';
import { createEditorPort } from '../../../src/playground/ui/body/editor-port.ts';
import { SHARED_MAILBOXES, sampleRecipient } from '../../../src/playground/ui/people.ts';
import { SAMPLE_ADDRESSES } from '../../../src/playground/world/addresses.ts';
import policy from '../../../assets/policy.example.json' with { type: 'json' };
import { buildMailWindow } from './build-mail-window.ts';

jest.setTimeout(60_000);
// Nothing here is hidden by style, and asking jsdom for the style of each element of a whole window takes seconds.
configure({ defaultHidden: true });

async function open(setting: Parameters<typeof buildMailWindow>[0] = {}) {
  const built = await buildMailWindow(setting);
  render(
    <Playground
      mailWindow={built.mailWindow}
      editorPort={createEditorPort()}
      renderer={createDOMRenderer(undefined)}
      onReset={() => undefined}
    />,
  );
  return {
    ...built,
    user: userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never }),
  };
}

const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });
const textbox = (name: string): HTMLElement => screen.getByRole('textbox', { name });

describe('The compose window', () => {
  test('puts what is typed into the draft', async () => {
    const { user, mailWindow } = await open();
    await user.type(textbox('Til'), 'jens.friis@phv.example{Enter}');
    await user.type(textbox('Bcc'), 'a@a.example;');
    await user.type(textbox('Emne'), 'Møde');
    await user.type(textbox('Meddelelsens tekst'), 'Hej');
    expect(mailWindow.currentDraft()).toMatchObject({
      to: [sampleRecipient('colleague')],
      bcc: [{ address: 'a@a.example' }],
      subject: 'Møde',
      bodyHtml: 'Hej',
    });
  });

  test('shows what an add-in writes', async () => {
    const { mailWindow, store } = await open();
    const id = mailWindow.currentDraft()?.id ?? '';
    const written = (draft: PlaygroundDraft): PlaygroundDraft => ({
      ...draft,
      subject: 'Fra tilføjelsen',
      bodyHtml: '<p>Hej<script>1</script></p>',
      cc: [sampleRecipient('tunnel')],
    });
    act(() => {
      store.updateDraft(id, 'addin', written);
    });
    expect(textbox('Emne')).toHaveValue('Fra tilføjelsen');
    expect(textbox('Meddelelsens tekst').innerHTML).toBe('<p>Hej</p>');
    expect(screen.getByTestId('recipients-cc')).toHaveTextContent('Byens Kommune');
  });

  test('sends from a shared mailbox when the person chooses it', async () => {
    const { user, mailWindow } = await open();
    await user.click(screen.getByRole('combobox', { name: 'Fra' }));
    await user.click(screen.getByRole('option', { name: /^studieservice@phv\.example/ }));
    expect(mailWindow.currentDraft()?.from).toEqual({
      name: 'Studieservice',
      address: 'studieservice@phv.example',
    });
  });

  test('names mailboxes as the sample policy does', () => {
    const labels = Object.fromEntries(
      policy.functionalMailboxes.map(({ address, label }) => [address, label]),
    );
    expect(Object.fromEntries(SHARED_MAILBOXES.map(({ address, label }) => [address, label]))).toEqual(
      labels,
    );
  });

  test('suggests scenes under an empty mail until the person writes, or puts them away', async () => {
    const { user, mailWindow } = await open();
    expect(button('Kun kolleger')).toBeInTheDocument();
    await user.type(textbox('Emne'), 'M');
    expect(screen.queryByRole('button', { name: 'Kun kolleger' })).not.toBeInTheDocument();
    await user.clear(textbox('Emne'));
    await user.click(button('CPR-nummer til gmail'));
    expect(mailWindow.currentDraft()?.to).toEqual([sampleRecipient('gmail')]);
    act(() => {
      mailWindow.newMail();
    });
    await user.click(button('Luk forslagene'));
    expect(screen.queryByRole('button', { name: 'Kun kolleger' })).not.toBeInTheDocument();
  });

  test('says why it does not send: nobody there, then text that is no address', async () => {
    const { user } = await open();
    await user.click(button('Send'));
    expect(screen.getByText('Tilføj en modtager, før du sender.')).toBeInTheDocument();
    await user.type(textbox('Til'), 'rektor{Enter}');
    await user.click(button('Send'));
    expect(screen.getByText(/^Ikke en adresse: rektor\./)).toBeInTheDocument();
  });

  test('discards the draft', async () => {
    const { user, store } = await open();
    await user.type(textbox('Emne'), 'Møde');
    await user.click(button('Kassér'));
    expect(store.state().drafts).toEqual([]);
    expect(screen.getByRole('main', { name: 'Kladder' })).toBeInTheDocument();
  });

  test('hands the press of a notice’s button to the host', async () => {
    const { user, hosts, mailWindow, store } = await open();
    const action = { actionText: 'Vis', commandId: 'SecureSendPane', contextData: '' };
    const notice = {
      key: 's',
      kind: 'insightMessage',
      message: 'Stoppet.',
      isPersistent: false,
      action,
    } as const;
    act(() => {
      const id = mailWindow.currentDraft()?.id ?? '';
      store.updateDraft(id, 'addin', (draft) => ({ ...draft, notifications: [notice] }));
    });
    await user.click(button('Vis'));
    await user.click(button('Luk: Stoppet.'));
    expect(hosts.last().calls).toEqual(
      expect.arrayContaining(['pressNotification s', 'dismissNotification s']),
    );
  });
});

describe('Attachments', () => {
  const file = new File(['hej'], 'brev.txt', { type: 'text/plain' });

  test('come by drop and go by their x', async () => {
    const { user, mailWindow } = await open();
    const target = screen.getByRole('main');
    const drop = new Event('drop', { bubbles: true, cancelable: true });
    Object.assign(drop, { dataTransfer: { types: ['Files'], files: [file] } });
    act(() => {
      target.dispatchEvent(drop);
    });
    expect(await screen.findByTestId('attachment')).toHaveTextContent('brev.txt');
    expect(mailWindow.currentDraft()?.attachments[0]).toMatchObject({ size: 3, contentBase64: 'aGVq' });
    await user.click(button('Fjern den vedhæftede fil brev.txt'));
    expect(screen.queryByTestId('attachment')).not.toBeInTheDocument();
  });
});

describe('Sending', () => {
  test('shows the add-in’s no, and opens the pane by Take Action', async () => {
    const { user, hosts } = await open();
    await user.type(textbox('Til'), 'anna.skov@gmail.com{Enter}');
    await user.click(button('Send'));
    const dialog = {
      reason: 'stopped',
      message: 'Ikke til anna.skov@gmail.com.',
      choices: ['takeAction', 'dontSend'],
      commandId: 'SecureSendPane',
      contextData: '',
    } as const;
    act(() => {
      hosts.last().say({ phase: 'asking', dialog });
    });
    expect(await screen.findByRole('alertdialog')).toHaveTextContent('Ikke til anna.skov@gmail.com.');
    await user.click(button('Gør noget ved det'));
    expect(hosts.last().choices).toEqual(['takeAction']);
  });

  test('lays the mail in Sent Items with sender, recipients, headers, body and attachments', async () => {
    const { user, hosts, mailWindow } = await open();
    act(() => {
      mailWindow.edit((draft) => ({
        ...draft,
        to: [sampleRecipient('certificate')],
        bcc: [sampleRecipient('colleague')],
        subject: 'Optagelse',
        bodyHtml: '<b>Hej</b>',
        internetHeaders: { 'x-secure-send': 'certificate', 'x-other': '1' },
        attachments: [
          { id: 'a', name: 'brev.txt', size: 3, isInline: false, type: 'file', contentBase64: 'aGVq' },
        ],
      }));
    });
    await user.click(button('Send'));
    act(() => {
      hosts.last().letGo();
    });
    const article = await screen.findByRole('article', { name: 'Læserude' });
    expect(article).toHaveTextContent('Mette Holm <mette.holm@phv.example>');
    expect(article).toHaveTextContent('Anna Lund <anna.lund@kystens-revision.example>');
    expect(article).toHaveTextContent('BccJens Friis <jens.friis@phv.example>');
    expect(within(article).getByTestId('attachment')).toHaveTextContent('brev.txt');
    const headers = within(article).getAllByTestId('internet-header');
    expect(headers.map((header) => header.textContent)).toEqual(['x-secure-send:certificate', 'x-other:1']);
    const body = within(article).getByTitle('Meddelelsens tekst');
    expect(body).toHaveAttribute('sandbox', '');
    expect(body.getAttribute('srcdoc')).toContain('<b>Hej</b>');
  });
});

describe('Drafts', () => {
  test('are listed, opened again with their headers, and deleted', async () => {
    const { user, mailWindow, store } = await open();
    act(() => {
      store.createDraft({
        isSaved: true,
        subject: 'Optagelse',
        to: [sampleRecipient('tunnel')],
        internetHeaders: { 'x-secure-send': 'draft; on' },
      });
    });
    await user.click(button('Kladder'));
    await user.click(button(/^Byens Kommune/));
    expect(textbox('Emne')).toHaveValue('Optagelse');
    expect(mailWindow.currentDraft()?.internetHeaders).toEqual({ 'x-secure-send': 'draft; on' });
    await user.click(button('Kladder'));
    await user.click(button('Slet kladden Optagelse'));
    expect(screen.getByText(/^Ingen kladder\./)).toBeInTheDocument();
  });
});

describe('The task pane', () => {
  test('opens by the ribbon button, is pinned, widened by keys, and closed', async () => {
    const { user, hosts, mailWindow } = await open();
    await user.click(button('Sikker mail'));
    const pane = screen.getByRole('complementary', { name: 'Opgaverude: Secure Send' });
    expect(within(pane).getByTitle('Secure Send')).toBeInTheDocument();
    expect(hosts.last().calls).toContain('mountPane SecureSendPane');
    await user.click(button('Fastgør ruden'));
    expect(mailWindow.state().settings.isPanePinned).toBe(true);
    const edge = screen.getByRole('separator', { name: 'Rudens bredde' });
    edge.focus();
    await user.keyboard('{ArrowLeft}');
    expect(edge).toHaveAttribute('aria-valuenow', '340');
    await user.keyboard('{End}{ArrowLeft}');
    expect(edge).toHaveAttribute('aria-valuenow', '600');
    await user.click(button('Luk ruden'));
    expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
    expect(hosts.last().calls.at(-1)).toBe('unmountPane');
  });

  test('says what to do while the browser does not accept the certificate', async () => {
    let isAccepted = false;
    const { user } = await open({ isReachable: () => isAccepted });
    await user.click(button('Sikker mail'));
    expect(screen.getByRole('link', { name: /adresse$/ })).toHaveAttribute(
      'href',
      'https://localhost:3443/assets/icon-64.png',
    );
    isAccepted = true;
    await user.click(button('Prøv igen'));
    expect(await screen.findByTestId('pane-frame')).toBeInTheDocument();
  });
});

describe('The drawer', () => {
  test('is closed until asked for', async () => {
    const { user } = await open();
    expect(screen.queryByRole('complementary', { name: 'Legeplads' })).not.toBeInTheDocument();
    await user.click(button('Legeplads'));
    expect(screen.getByRole('complementary', { name: 'Legeplads' })).toBeInTheDocument();
  });

  test('adds a sample address to To, with Shift to Cc, by the menu to Bcc', async () => {
    const { user, mailWindow } = await open({ settings: { isDrawerOpen: true } });
    await user.click(screen.getByLabelText('Tilføj anna.skov@gmail.com til Til'));
    await user.keyboard('{Shift>}');
    await user.click(screen.getByLabelText('Tilføj jens.friis@phv.example til Til'));
    await user.keyboard('{/Shift}');
    await user.click(screen.getByLabelText('Tilføj Bestyrelsen (kontaktliste) til Cc eller Bcc'));
    await user.click(screen.getByRole('menuitem', { name: 'Bcc' }));
    expect(mailWindow.currentDraft()).toMatchObject({
      to: [{ address: 'anna.skov@gmail.com' }],
      cc: [{ address: 'jens.friis@phv.example' }],
      bcc: [{ address: '', isResolved: true }],
    });
  });

  test('shows only the class that is asked for', async () => {
    const { user } = await open({ settings: { isDrawerOpen: true } });
    await user.click(screen.getByRole('combobox', { name: 'Vis efter klasse' }));
    await user.click(screen.getByRole('option', { name: 'Tunnel' }));
    const shown = screen.getAllByLabelText(/til Til$/).map(({ textContent }) => textContent);
    const inTunnel = SAMPLE_ADDRESSES.filter(({ transport }) => transport === 'tunnel');
    expect(shown).toEqual(inTunnel.map(({ address }) => address));
  });

  test('inserts the sentence with the test number', async () => {
    const { user } = await open({ settings: { isDrawerOpen: true } });
    await user.click(screen.getByText('Indsæt prøvesætning med CPR'));
    expect(textbox('Meddelelsens tekst')).toHaveTextContent('251248-9996');
  });

  test('changes the language of the whole window', async () => {
    const { user } = await open({ settings: { isDrawerOpen: true } });
    await user.click(screen.getByLabelText('Svenska'));
    expect(screen.getByText('Skicka')).toBeInTheDocument();
    expect(document.documentElement.lang).toBe('sv-SE');
  });

  test('makes the service fail on demand', async () => {
    const { user, faults } = await open({ settings: { isDrawerOpen: true } });
    await user.click(screen.getByLabelText('Svarer med fejl'));
    expect(faults).toEqual([{ kind: 'error', status: 503 }]);
  });
});
