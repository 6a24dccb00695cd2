import type { Texts } from './texts.ts';

export const sv: Texts = {
  findingType: {
    dk_cpr: 'ett danskt CPR-nummer',
    se_personnummer: 'ett personnummer',
    no_fnr: 'ett norskt födelsenummer',
    fi_hetu: 'en finsk personbeteckning',
    is_kennitala: 'en isländsk kennitala',
    iban: 'ett kontonummer (IBAN)',
    card: 'ett kortnummer',
    passport: 'ett passnummer',
    health_card: 'ett sjukförsäkringskort',
    context: 'känslig information',
  },
  contextCategory: {
    health: 'uppgift om hälsa',
    union: 'uppgift om fackförening',
    religion: 'uppgift om religion',
    ethnicity: 'uppgift om etniskt ursprung',
    politics: 'uppgift om politisk åsikt',
    sexuality: 'uppgift om sexualitet',
    biometric: 'biometrisk uppgift',
    criminal: 'uppgift om brott',
    social: 'uppgift om sociala förhållanden',
    finances: 'uppgift om privatekonomi',
  },
  place: {
    subject: 'ämnesraden',
    body: 'brödtexten',
    attachment: (name) => `namnet på filen ${name}`,
    inside: (name) => `filen ${name}`,
  },
  consumerMail: 'privat webbmejl',
  forbidden: {
    'consumer-mail': 'Det är privat webbmejl som leverantören kan läsa.',
    'not-secure': 'Mejlet kan läsas av andra på vägen.',
    'tls-not-enough': 'Krypteringen på vägen är inte stark nog för personuppgifter.',
    undeliverable: 'Adressens domän kan inte ta emot mejl.',
    unknown: 'Vi kunde inte kontrollera om mottagaren är säker.',
  },
  consideration: {
    'legal-basis': 'Har du rättslig grund för att skicka uppgifterna till mottagaren?',
    'transfer-third':
      'Mottagaren är utanför EU/EES, i ett land utan EU:s godkännande: finns det en giltig grund för överföringen?',
    'transfer-adequate': 'Mottagaren är utanför EU/EES, i ett land som EU har godkänt: omfattas mottagaren?',
    'transfer-eea': 'Mottagaren är i ett annat land inom EU/EES: samma regler, men överväg om det behövs.',
    'processing-agreement': 'Finns det ett personuppgiftsbiträdesavtal, om mottagaren behandlar dem åt er?',
  },
  alert: {
    found: (what, masked, place) => `${what} (${masked}) i ${place}`,
    foundInside: (what, place) => `${what} i ${place}`,
    foundMustNotGo: (found, recipients) =>
      `Mejlet innehåller ${found}. Det får inte skickas till ${recipients}.`,
    declaredMustNotGo: (recipients) =>
      `Mejlet innehåller personuppgifter. De får inte skickas till ${recipients}.`,
    notChecked: (recipients) =>
      `Vi kunde inte kontrollera om mejlet kan skickas säkert till ${recipients}. Det har inte skickats, och inget har gått förlorat.`,
    retry: 'Försök igen om en stund.',
    removeOrTakeOut: 'Ta bort mottagaren, eller ta bort uppgiften ur mejlet.',
    mailboxNeeded: (recipients) => `Mejlet måste skickas krypterat till ${recipients}.`,
    chooseMailbox: 'Välj vilken funktionsbrevlåda det ska skickas från.',
    notSecure: (recipients) => `Säker e-post är på, men ${recipients} kan inte ta emot säkert.`,
    notSecureConfirm: 'Skicka bara om mejlet saknar personuppgifter.',
    considerations: (recipients) =>
      `Mejlet innehåller personuppgifter och går till ${recipients}. Ta ställning innan du skickar:`,
    unreadable: (count, recipients) =>
      `${count === 1 ? 'En bifogad fil är' : `${count} bifogade filer är`} inte ${count === 1 ? 'kontrollerad' : 'kontrollerade'}, och ${recipients} kan inte ta emot personuppgifter.`,
    unreadableConfirm: (count) => `Skicka bara om ${count === 1 ? 'den' : 'de'} saknar personuppgifter.`,
    sensitive: (recipients) =>
      `Mejlet ser ut att berätta något känsligt om en person, och det går till ${recipients}.`,
    sensitiveConfirm: 'Skicka bara om det inte är personuppgifter.',
    activation: 'Mejlet innehåller personuppgifter och måste skickas som säker e-post. Slå på säker e-post.',
    openPane: 'Öppna Secure Send för att gå vidare.',
    failed:
      'Mejlet kunde inte kontrolleras och har inte skickats. Inget har gått förlorat. Försök igen, eller öppna Secure Send.',
    andMore: (count) => `och ${count} till`,
    and: 'och',
    change: 'Öppna Secure Send',
  },
  notice: {
    on: 'Säker e-post är på.',
    activate: 'Mejlet innehåller personuppgifter. Slå på säker e-post innan du skickar.',
    allSecure: 'Säker e-post är på. Alla mottagare kan ta emot säkert.',
    someNotSecure: (count) =>
      `Säker e-post är på. ${count === 1 ? '1 mottagare' : `${count} mottagare`} kan inte ta emot säkert.`,
    stopped: (recipients) => `Personuppgifter får inte skickas till ${recipients}.`,
    mailbox: 'Säker e-post är på. Välj vilken funktionsbrevlåda mejlet ska skickas från.',
    decide: 'Mejlet innehåller personuppgifter. Ta ställning innan du skickar.',
    notChecked: 'Mottagarna är inte kontrollerade.',
    mailNotChecked: 'Mejlet är inte kontrollerat.',
    open: 'Visa',
  },
  contactList: 'kontaktlista',
};
