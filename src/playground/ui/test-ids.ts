/**
 * Hooks for tests. Roles and names come first, in the window's language:
 *
 * - textbox "To" / "Til" / "Till", "Cc", "Bcc", "Subject" / "Emne" / "Ämne", "Message body" / "Meddelelsens tekst"
 * - combobox "From" / "Fra" / "Från"; buttons "Send" / "Skicka", "Discard", "Attach file", "New mail"
 * - the add-in's ribbon button by its label from manifest.xml; region "Notifications" holds its notices
 * - complementary "Task pane: NAME" holds an iframe whose title is the add-in's name
 * - dialog: the Smart Alert; its buttons are "Don’t Send", "Take Action", "Send Anyway", "Try Later"
 * - navigation "Folders" with buttons "Drafts", "Sent Items"; lists of that name hold the mails
 * - each chip is a listitem; its button "Remove NAME" takes Backspace and Delete
 * - button "Playground" opens the drawer; each sample address is a button "Add ADDRESS to To"
 *
 * The ids below name what roles do not.
 */
export const TEST_IDS = {
  recipientLine: { to: 'recipients-to', cc: 'recipients-cc', bcc: 'recipients-bcc' },
  unresolvedChip: 'unresolved-recipient',
  notification: 'notification',
  paneFrame: 'pane-frame',
  paneUnreachable: 'pane-unreachable',
  smartAlertMessage: 'smart-alert-message',
  sendState: 'send-state',
  attachment: 'attachment',
  sentHeader: 'internet-header',
  sentBody: 'sent-body',
  draftState: 'draft-state',
  sampleAddress: 'sample-address',
} as const;
