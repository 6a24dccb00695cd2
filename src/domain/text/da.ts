import type { Texts } from './texts.ts';

export const da: Texts = {
  findingType: {
    dk_cpr: 'CPR-nummer',
    se_personnummer: 'svensk personnummer',
    no_fnr: 'norsk fødselsnummer',
    fi_hetu: 'finsk personnummer',
    is_kennitala: 'islandsk kennitala',
    iban: 'kontonummer (IBAN)',
    card: 'kortnummer',
    passport: 'pasnummer',
    health_card: 'sygesikringskort',
    context: 'følsom oplysning',
  },
  contextCategory: {
    health: 'oplysning om helbred',
    union: 'oplysning om fagforening',
    religion: 'oplysning om religion',
    ethnicity: 'oplysning om etnisk oprindelse',
    politics: 'oplysning om politisk holdning',
    sexuality: 'oplysning om seksualitet',
    biometric: 'biometrisk oplysning',
    criminal: 'oplysning om strafbare forhold',
    social: 'oplysning om sociale forhold',
    finances: 'oplysning om privatøkonomi',
  },
  place: {
    subject: 'emnet',
    body: 'brødteksten',
    attachment: (name) => `navnet på filen ${name}`,
    inside: (name) => `filen ${name}`,
  },
  consumerMail: 'privat webmail',
  forbidden: {
    'consumer-mail': 'Det er privat webmail, som udbyderen kan læse.',
    'not-secure': 'Mailen kan læses af andre undervejs.',
    'tls-not-enough': 'Krypteringen på vejen er ikke stærk nok til personoplysninger.',
    undeliverable: 'Adressens domæne kan ikke modtage mail.',
    unknown: 'Vi kunne ikke undersøge, om modtageren er sikker.',
  },
  consideration: {
    'legal-basis': 'Har du hjemmel til at sende oplysningerne til modtageren?',
    'transfer-third':
      'Modtageren er uden for EU/EØS, i et land uden EU’s godkendelse: er der et gyldigt overførselsgrundlag?',
    'transfer-adequate': 'Modtageren er uden for EU/EØS, i et land, EU har godkendt: er modtageren omfattet?',
    'transfer-eea':
      'Modtageren er i et andet land i EU/EØS: samme regler, men overvej, om det er nødvendigt.',
    'processing-agreement': 'Er der en databehandleraftale, hvis modtageren behandler dem for jer?',
  },
  alert: {
    found: (what, masked, place) => `${what} (${masked}) i ${place}`,
    foundInside: (what, place) => `${what} i ${place}`,
    foundMustNotGo: (found, recipients) =>
      `Mailen indeholder ${found}. Det må ikke sendes til ${recipients}.`,
    declaredMustNotGo: (recipients) =>
      `Mailen indeholder personoplysninger. De må ikke sendes til ${recipients}.`,
    notChecked: (recipients) =>
      `Vi kunne ikke undersøge, om mailen kan sendes sikkert til ${recipients}. Mailen er ikke sendt, og intet er tabt.`,
    retry: 'Prøv igen om lidt.',
    removeOrTakeOut: 'Fjern modtageren, eller tag oplysningen ud af mailen.',
    mailboxNeeded: (recipients) => `Mailen skal sendes krypteret til ${recipients}.`,
    chooseMailbox: 'Vælg, hvilken funktionspostkasse den skal sendes fra.',
    notSecure: (recipients) => `Sikker mail er slået til, men ${recipients} kan ikke modtage sikkert.`,
    notSecureConfirm: 'Send kun, hvis mailen er uden personoplysninger.',
    considerations: (recipients) =>
      `Mailen indeholder personoplysninger og går til ${recipients}. Tag stilling, før du sender:`,
    unreadable: (count, recipients) =>
      `${count === 1 ? 'En vedhæftet fil er' : `${count} vedhæftede filer er`} ikke undersøgt, og ${recipients} kan ikke modtage personoplysninger.`,
    unreadableConfirm: (count) =>
      `Send kun, hvis der ikke er personoplysninger i ${count === 1 ? 'den' : 'dem'}.`,
    sensitive: (recipients) =>
      `Mailen ser ud til at fortælle noget følsomt om en person, og den går til ${recipients}.`,
    sensitiveConfirm: 'Send kun, hvis det ikke er personoplysninger.',
    activation: 'Mailen indeholder personoplysninger og skal sendes som sikker mail. Slå sikker mail til.',
    openPane: 'Åbn Secure Send for at komme videre.',
    failed: 'Mailen kunne ikke undersøges og er ikke sendt. Intet er tabt. Prøv igen, eller åbn Secure Send.',
    andMore: (count) => `og ${count} til`,
    and: 'og',
    change: 'Åbn Secure Send',
  },
  notice: {
    on: 'Sikker mail er slået til.',
    activate: 'Mailen indeholder personoplysninger. Slå sikker mail til, før du sender.',
    allSecure: 'Sikker mail er slået til. Alle modtagere kan modtage sikkert.',
    someNotSecure: (count) =>
      `Sikker mail er slået til. ${count === 1 ? '1 modtager' : `${count} modtagere`} kan ikke modtage sikkert.`,
    stopped: (recipients) => `Personoplysninger må ikke sendes til ${recipients}.`,
    mailbox: 'Sikker mail er slået til. Vælg, hvilken funktionspostkasse mailen skal sendes fra.',
    decide: 'Mailen indeholder personoplysninger. Tag stilling, før du sender.',
    notChecked: 'Modtagerne er ikke undersøgt.',
    mailNotChecked: 'Mailen er ikke undersøgt.',
    open: 'Vis',
  },
  contactList: 'kontaktliste',
};
