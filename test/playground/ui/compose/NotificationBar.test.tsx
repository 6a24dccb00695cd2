import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { PlaygroundNotification } from '../../../../src/playground/model/types.ts';
import { NotificationBar } from '../../../../src/playground/ui/compose/NotificationBar.tsx';
import { LanguageProvider } from '../../../../src/playground/ui/text/language.ts';

const notice = (change: Partial<PlaygroundNotification> = {}): PlaygroundNotification => ({
  key: 'status',
  kind: 'informationalMessage',
  message: 'Sikker mail er slået til.',
  isPersistent: false,
  ...change,
});

function show(...notifications: readonly PlaygroundNotification[]) {
  const onAction = jest.fn<undefined, [string]>();
  const onDismiss = jest.fn<undefined, [string]>();
  render(
    <LanguageProvider value="da">
      <NotificationBar
        notifications={notifications}
        addinName="Secure Send"
        addinIcon="https://localhost:3443/assets/icon-16.png"
        onAction={onAction}
        onDismiss={onDismiss}
      />
    </LanguageProvider>,
  );
  return { onAction, onDismiss };
}

describe('The notification bar', () => {
  test('shows the add-in’s name and its words, and tells them to a screen reader', () => {
    show(notice());
    const bar = screen.getByRole('region', { name: 'Beskeder' });
    expect(bar).toHaveAttribute('aria-live', 'polite');
    expect(within(bar).getByTestId('notification')).toHaveTextContent(
      'Secure Send: Sikker mail er slået til.',
    );
  });

  test('opens the pane by its one action', async () => {
    const action = { actionText: 'Vis', commandId: 'SecureSendPane', contextData: '' };
    const { onAction } = show(notice({ kind: 'insightMessage', action }));
    await userEvent.click(screen.getByRole('button', { name: 'Vis' }));
    expect(onAction).toHaveBeenCalledWith('status');
  });

  test('goes away when it is closed', async () => {
    const { onDismiss } = show(notice());
    await userEvent.click(screen.getByRole('button', { name: /^Luk/ }));
    expect(onDismiss).toHaveBeenCalledWith('status');
  });

  test('offers no close button while something is in progress', () => {
    show(notice({ kind: 'progressIndicator' }));
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  test('keeps several notices apart', async () => {
    const { onDismiss } = show(
      notice(),
      notice({ key: 'other', kind: 'errorMessage', message: 'Noget gik galt.' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Luk: Noget gik galt.' }));
    expect(onDismiss.mock.calls).toEqual([['other']]);
  });
});
