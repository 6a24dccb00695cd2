/** True when Outlook says that it has this Mailbox requirement set (`1.14`); false when it cannot be asked. */
export function supportsMailbox(version: string): boolean {
  try {
    return Office.context.requirements.isSetSupported('Mailbox', version);
  } catch {
    return false;
  }
}
