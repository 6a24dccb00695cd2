/** How a mail server of the sample world behaves when somebody asks it to encrypt. */
export type MailHostBehaviour =
  | 'good'
  | 'no-starttls'
  | 'expired'
  | 'wrong-name'
  | 'self-signed'
  | 'too-old'
  | 'refuses'
  | 'busy'
  | 'tarpit'
  | 'closed';

/** Mail server to what it does. */
export const MAIL_HOSTS = {
  'mx.phv.example': 'good',
  'mx.kystens-revision.example': 'good',
  'mx.klinikken-ved-fjorden.example': 'good',
  'mx.faelles-drift.example': 'good',
  'mx.advokat-nordhavn.example': 'good',
  'mx.akerlunda-universitet.example': 'good',
  'nordstrand-bogbinderi.example': 'good',
  'mx.nordlys-forsikring.example': 'good',
  'mx.sandholm-tandklinik.example': 'good',
  'mx.hede-og-bro.example': 'good',
  'mx.webhotel-nord.example': 'good',
  'mx.gmail.example': 'good',
  'mx.hotmail.example': 'good',
  'mx.webmail.example': 'good',
  'mx.gammelmail.example': 'no-starttls',
  'mx.udloebet-handel.example': 'expired',
  'mx.andet-navn.example': 'wrong-name',
  'mx.selvsigneret-design.example': 'self-signed',
  'mx.gammel-teknik.example': 'too-old',
  'mx1.to-servere.example': 'good',
  'mx2.to-servere.example': 'no-starttls',
  'mx.langsom-post.example': 'tarpit',
  'mx.afvisende-post.example': 'refuses',
  'mx.optaget-post.example': 'busy',
  'mx.lukket-port.example': 'closed',
} as const satisfies Readonly<Record<string, MailHostBehaviour>>;

export type MailHost = keyof typeof MAIL_HOSTS;

/** Mail domain to its servers, best preference first. The domains on the tunnel list share one operator. */
export const MAIL_DOMAINS: Readonly<Record<string, readonly MailHost[]>> = {
  'phv.example': ['mx.phv.example'],
  'stud.phv.example': ['mx.phv.example'],
  'kystens-revision.example': ['mx.kystens-revision.example'],
  'klinikken-ved-fjorden.example': ['mx.klinikken-ved-fjorden.example'],
  'advokat-nordhavn.example': ['mx.advokat-nordhavn.example'],
  'akerlunda-universitet.example': ['mx.akerlunda-universitet.example'],
  // Another country is told by a domain's ending, so that these cannot end in ".example".
  'akerlunda.example.se': ['mx.akerlunda-universitet.example'],
  'southport.example.com.au': ['mx.webhotel-nord.example'],
  'nordlys-forsikring.example': ['mx.nordlys-forsikring.example'],
  'sandholm-tandklinik.example': ['mx.sandholm-tandklinik.example'],
  'hede-og-bro.example': ['mx.hede-og-bro.example'],
  'strandby-fysioterapi.example': ['mx.webhotel-nord.example'],
  'gmail.com': ['mx.gmail.example'],
  'hotmail.com': ['mx.hotmail.example'],
  'outlook.com': ['mx.hotmail.example'],
  'live.dk': ['mx.hotmail.example'],
  'icloud.com': ['mx.webmail.example'],
  'yahoo.dk': ['mx.webmail.example'],
  'gammelmail.example': ['mx.gammelmail.example'],
  'udloebet-handel.example': ['mx.udloebet-handel.example'],
  'andet-navn.example': ['mx.andet-navn.example'],
  'selvsigneret-design.example': ['mx.selvsigneret-design.example'],
  'gammel-teknik.example': ['mx.gammel-teknik.example'],
  'to-servere.example': ['mx1.to-servere.example', 'mx2.to-servere.example'],
  'langsom-post.example': ['mx.langsom-post.example'],
  'afvisende-post.example': ['mx.afvisende-post.example'],
  'optaget-post.example': ['mx.optaget-post.example'],
  'lukket-port.example': ['mx.lukket-port.example'],
};
