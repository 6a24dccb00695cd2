import type { Texts } from './texts.ts';

export const en: Texts = {
  findingType: {
    dk_cpr: 'a Danish CPR number',
    se_personnummer: 'a Swedish identity number',
    no_fnr: 'a Norwegian identity number',
    fi_hetu: 'a Finnish identity code',
    is_kennitala: 'an Icelandic kennitala',
    iban: 'an account number (IBAN)',
    card: 'a card number',
    passport: 'a passport number',
    health_card: 'a health card number',
    context: 'sensitive information',
  },
  contextCategory: {
    health: 'information about health',
    union: 'information about union membership',
    religion: 'information about religion',
    ethnicity: 'information about ethnic origin',
    politics: 'information about political opinion',
    sexuality: 'information about sexuality',
    biometric: 'biometric information',
    criminal: 'information about offences',
    social: 'information about social circumstances',
    finances: 'information about private finances',
  },
  place: {
    subject: 'the subject',
    body: 'the body',
    attachment: (name) => `the name of the file ${name}`,
    inside: (name) => `the file ${name}`,
  },
  consumerMail: 'consumer mail',
  forbidden: {
    'consumer-mail': 'This is consumer mail, which its provider can read.',
    'not-secure': 'Others can read the mail on its way.',
    'tls-not-enough': 'The encryption on the way is not strong enough for personal data.',
    undeliverable: 'The address’s domain cannot receive mail.',
    unknown: 'We could not check whether the recipient is secure.',
  },
  consideration: {
    'legal-basis': 'Do you have a legal basis for sending the data to the recipient?',
    'transfer-third':
      'The recipient is outside the EU/EEA, in a country the EU has not approved: is there a valid basis for the transfer?',
    'transfer-adequate':
      'The recipient is outside the EU/EEA, in a country the EU has approved: is this recipient covered?',
    'transfer-eea':
      'The recipient is in another EU/EEA country: the same rules apply, but consider whether it is needed.',
    'processing-agreement': 'Is there a data-processing agreement, if the recipient processes it for you?',
  },
  alert: {
    found: (what, masked, place) => `${what} (${masked}) in ${place}`,
    foundInside: (what, place) => `${what} in ${place}`,
    foundMustNotGo: (found, recipients) =>
      `The mail contains ${found}. It must not be sent to ${recipients}.`,
    declaredMustNotGo: (recipients) =>
      `The mail contains personal data. It must not be sent to ${recipients}.`,
    notChecked: (recipients) =>
      `We could not check whether the mail can be sent securely to ${recipients}. It has not been sent, and nothing is lost.`,
    retry: 'Try again in a moment.',
    removeOrTakeOut: 'Remove the recipient, or take the data out of the mail.',
    mailboxNeeded: (recipients) => `The mail must be sent encrypted to ${recipients}.`,
    chooseMailbox: 'Choose the functional mailbox to send it from.',
    notSecure: (recipients) => `Secure mail is on, but ${recipients} cannot receive securely.`,
    notSecureConfirm: 'Send only if the mail holds no personal data.',
    considerations: (recipients) =>
      `The mail contains personal data and goes to ${recipients}. Consider before you send:`,
    unreadable: (count, recipients) =>
      `${count === 1 ? 'An attached file has' : `${count} attached files have`} not been checked, and ${recipients} cannot receive personal data.`,
    unreadableConfirm: (count) => `Send only if ${count === 1 ? 'it holds' : 'they hold'} no personal data.`,
    sensitive: (recipients) =>
      `The mail seems to say something sensitive about a person, and it goes to ${recipients}.`,
    sensitiveConfirm: 'Send only if it is not personal data.',
    activation: 'The mail contains personal data and must be sent as secure mail. Switch secure mail on.',
    openPane: 'Open Secure Send to go on.',
    failed:
      'The mail could not be checked and has not been sent. Nothing is lost. Try again, or open Secure Send.',
    andMore: (count) => `and ${count} more`,
    and: 'and',
    change: 'Open Secure Send',
  },
  notice: {
    on: 'Secure mail is on.',
    activate: 'The mail contains personal data. Switch secure mail on before you send.',
    allSecure: 'Secure mail is on. All recipients can receive securely.',
    someNotSecure: (count) =>
      `Secure mail is on. ${count === 1 ? '1 recipient' : `${count} recipients`} cannot receive securely.`,
    stopped: (recipients) => `Personal data must not be sent to ${recipients}.`,
    mailbox: 'Secure mail is on. Choose the functional mailbox to send the mail from.',
    decide: 'The mail contains personal data. Consider before you send.',
    notChecked: 'The recipients have not been checked.',
    mailNotChecked: 'The mail has not been checked.',
    open: 'Show',
  },
  contactList: 'contact list',
};
