import { CLIENT_PROFILES } from '../../../src/playground/model/client-profile.ts';
import { dialogWhenStopped } from '../../../src/playground/model/send-dialog.ts';
import type { ClientProfileId, CompletionOptions } from '../../../src/playground/model/types.ts';

const stopped = (options: CompletionOptions, client: ClientProfileId = 'web') =>
  dialogWhenStopped(
    { allowEvent: false, errorMessage: 'Nej', ...options },
    { sendMode: 'Block', smartAlerts: CLIENT_PROFILES[client].smartAlerts },
  );
const codes = (options: CompletionOptions): readonly string[] =>
  stopped(options).faults.map(({ code }) => code);

describe('The dialog of a stopped mail', () => {
  test.each([
    [499, []],
    [500, []],
    [501, ['message-too-long']],
  ])('a message of %i characters: faults %j', (length, faults) => {
    const errorMessage = 'x'.repeat(length);
    expect(codes({ errorMessage })).toEqual(faults);
    expect(stopped({ errorMessage }).dialog.message).toHaveLength(Math.min(length, 500));
  });

  test.each([
    [19, []],
    [20, []],
    [21, ['cancel-label-too-long']],
  ])('a label of %i characters: faults %j', (length, faults) => {
    const options = { cancelLabel: 'x'.repeat(length), commandId: 'Pane' };
    expect(codes(options)).toEqual(faults);
    expect(stopped(options).dialog.actionLabel !== undefined).toBe(faults.length === 0);
  });

  test('a message that is missing is noticed, and Outlook says its own', () => {
    expect(codes({ errorMessage: undefined })).toEqual(['message-missing']);
    expect(stopped({ errorMessage: 17 }).dialog.message).toBe('');
  });

  test('Markdown stands beside the plain text where the client shows it', () => {
    expect(stopped({ errorMessageMarkdown: '**Nej**' }).dialog).toMatchObject({
      message: 'Nej',
      markdown: '**Nej**',
    });
    expect(stopped({ errorMessageMarkdown: '**Nej**' }, 'mac').dialog).not.toHaveProperty('markdown');
    expect(codes({ errorMessageMarkdown: 'x'.repeat(501) })).toEqual(['markdown-too-long']);
  });

  test('a send mode can be loosened to PromptUser only', () => {
    expect(stopped({ sendModeOverride: 'promptUser' }).dialog.choices).toEqual(['sendAnyway', 'dontSend']);
    expect(stopped({ sendModeOverride: 'softBlock' }).dialog.choices).toEqual(['dontSend']);
    expect(codes({ sendModeOverride: 'softBlock' })).toEqual(['send-mode-not-looser']);
  });

  test('context without a command is ignored', () => {
    expect(stopped({ contextData: 'x' }).dialog).not.toHaveProperty('contextData');
    expect(stopped({ contextData: 'x', commandId: 'Pane' }).dialog).toMatchObject({ contextData: 'x' });
  });

  test('on Mac the label and the pane belong to Don’t Send', () => {
    expect(stopped({ cancelLabel: 'Vis', commandId: 'Pane' }, 'mac').dialog).toMatchObject({
      choices: ['dontSend'],
      cancelLabel: 'Vis',
      commandId: 'Pane',
    });
  });

  test('a client passes over what it does not know, and that is noticed', () => {
    const none = {
      ...CLIENT_PROFILES.web.smartAlerts,
      sendModeOverride: false,
      cancelLabel: false,
      commandId: false,
    };
    const options = {
      errorMessage: 'Nej',
      sendModeOverride: 'promptUser',
      cancelLabel: 'Vis',
      commandId: 'Pane',
    };
    const { dialog, faults } = dialogWhenStopped(options, { sendMode: 'Block', smartAlerts: none });
    expect(dialog).toEqual({ reason: 'stopped', message: 'Nej', choices: ['dontSend'] });
    expect(faults.map(({ detail }) => detail)).toEqual(['sendModeOverride', 'cancelLabel', 'commandId']);
  });
});
