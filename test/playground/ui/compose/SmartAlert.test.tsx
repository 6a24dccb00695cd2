import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { SendChoice, SendDialog, SendState } from '../../../../src/playground/model/types.ts';
import { SmartAlert } from '../../../../src/playground/ui/compose/SmartAlert.tsx';
import { LanguageProvider } from '../../../../src/playground/ui/text/language.ts';

const stopped = (change: Partial<SendDialog> = {}): SendState => ({
  phase: 'asking',
  dialog: {
    reason: 'stopped',
    message: 'CPR-nummer må ikke sendes til anna.skov@gmail.com.',
    choices: ['takeAction', 'dontSend'],
    commandId: 'SecureSendPane',
    contextData: '',
    ...change,
  },
});

function show(send: SendState) {
  const onChoose = jest.fn<undefined, [SendChoice]>();
  render(
    <LanguageProvider value="da">
      <SmartAlert send={send} addinName="Secure Send" addinIcon={undefined} onChoose={onChoose} />
    </LanguageProvider>,
  );
  return onChoose;
}

const buttons = (): readonly string[] => screen.getAllByRole('button').map((button) => button.textContent);

describe('The Smart Alert', () => {
  test.each<SendState>([{ phase: 'writing' }, { phase: 'checking' }, { phase: 'sent' }])(
    'is not there while nothing is asked ($phase)',
    (send) => {
      show(send);
      expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
    },
  );

  test('says what the add-in says, and offers the way to solve it first', () => {
    show(stopped());
    expect(screen.getByRole('alertdialog', { name: 'Besked fra Secure Send' })).toBeInTheDocument();
    expect(screen.getByTestId('smart-alert-message')).toHaveTextContent(
      'CPR-nummer må ikke sendes til anna.skov@gmail.com.',
    );
    expect(buttons()).toEqual(['Gør noget ved det', 'Send ikke']);
  });

  test('carries the label that the add-in gave', () => {
    show(stopped({ actionLabel: 'Vis mig hvordan' }));
    expect(buttons()).toEqual(['Vis mig hvordan', 'Send ikke']);
  });

  test.each<[string, SendChoice]>([
    ['Gør noget ved det', 'takeAction'],
    ['Send ikke', 'dontSend'],
    ['Send alligevel', 'sendAnyway'],
    ['Prøv senere', 'tryLater'],
  ])('answers “%s” with %s', async (label, choice) => {
    const onChoose = show(stopped({ choices: ['sendAnyway', 'takeAction', 'dontSend', 'tryLater'] }));
    await userEvent.click(screen.getByRole('button', { name: label }));
    expect(onChoose).toHaveBeenCalledWith(choice);
  });

  test('takes Escape for not sending', async () => {
    const onChoose = show(stopped());
    await userEvent.keyboard('{Escape}');
    expect(onChoose).toHaveBeenCalledWith('dontSend');
  });

  test('shows markdown where the client knows it, and no address but https', () => {
    show(stopped({ markdown: '**Stop.**\n- [hjælp](https://phv.example)\n- [x](javascript:1)' }));
    expect(screen.getByText('Stop.').tagName).toBe('STRONG');
    expect(screen.getByRole('link', { name: 'hjælp' })).toHaveAttribute('href', 'https://phv.example');
    expect(screen.getAllByRole('link')).toHaveLength(1);
  });

  test.each<[SendDialog['reason'], string]>([
    ['timed-out', 'Secure Send har ikke svaret. Din meddelelse er ikke sendt.'],
    ['unavailable', 'Secure Send kunne ikke undersøge din meddelelse. Den er ikke sendt.'],
  ])('speaks for itself when the add-in is %s', (reason, sentence) => {
    show(stopped({ reason, message: '', choices: ['dontSend'] }));
    expect(screen.getByTestId('smart-alert-message')).toHaveTextContent(sentence);
  });

  test('lets the person stop waiting', async () => {
    const dialog: SendDialog = { reason: 'taking-long', message: '', choices: ['dontSend'] };
    const onChoose = show({ phase: 'waiting', dialog });
    expect(
      screen.getByRole('alertdialog', { name: 'Secure Send undersøger stadig din meddelelse' }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Send ikke' }));
    expect(onChoose).toHaveBeenCalledWith('dontSend');
  });
});
