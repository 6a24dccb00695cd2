import { CLIENT_PROFILES } from '../../../src/playground/model/client-profile.ts';

describe('Client profiles', () => {
  test.each([
    ['web', '1.16', 1000, 'frame', true],
    ['newWindows', '1.16', 1000, 'frame', true],
    ['classic', '1.16', 500, 'bare', true],
    ['mac', '1.14', 500, 'frame', false],
  ] as const)('%s has Mailbox %s, reads %i recipients, runs events in a %s', (...expected) => {
    const [id, mailbox, limit, runtime, markdown] = expected;
    const profile = CLIENT_PROFILES[id];
    expect(profile.id).toBe(id);
    expect(profile.requirementSets['Mailbox']).toBe(mailbox);
    expect(profile.recipientReadLimit).toBe(limit);
    expect(profile.eventRuntime).toBe(runtime);
    expect(profile.smartAlerts.errorMessageMarkdown).toBe(markdown);
  });
});
