import type { ClientProfileId, RecipientLine, SendChoice, SendDialog } from '../../model/types.ts';
import type { SceneName } from '../../scenes.ts';
import type { FaultMode } from '../faults.ts';
import type { ThemeName } from '../settings.ts';

/** The scenes that show most in the shortest time. */
export type HintScene = Extract<SceneName, 'gmail-with-cpr' | 'certificate-with-cpr' | 'internal'>;

/** Every word that the playground's own window says; the add-in brings its own. */
export interface Texts {
  readonly product: string;
  readonly newMail: string;
  readonly clients: Readonly<Record<ClientProfileId, string>>;
  /** For a first visit: what to try. */
  readonly hint: {
    readonly label: string;
    readonly try: string;
    readonly scenes: Readonly<Record<HintScene, string>>;
    readonly close: string;
  };
  readonly address: {
    readonly unknown: (parameter: string, value: string, valid: string) => string;
    readonly close: string;
  };
  readonly folders: { readonly label: string; readonly drafts: string; readonly sent: string };
  readonly ribbon: {
    readonly label: string;
    readonly attach: string;
    readonly discard: string;
    readonly save: string;
    readonly bold: string;
    readonly italic: string;
    readonly underline: string;
    readonly bullets: string;
    readonly numbers: string;
  };
  readonly compose: {
    readonly label: string;
    readonly send: string;
    readonly from: string;
    readonly lines: Readonly<Record<RecipientLine, string>>;
    readonly subject: string;
    readonly body: string;
    readonly noSubject: string;
    readonly dropHere: string;
    readonly saved: string;
    readonly noRecipients: string;
    readonly unresolved: (names: string) => string;
    readonly sharedMailbox: string;
  };
  readonly recipient: {
    readonly remove: (name: string) => string;
    readonly unresolved: string;
    readonly distributionList: string;
    readonly contactList: string;
    readonly count: (line: string, count: number) => string;
  };
  readonly attachments: {
    readonly label: string;
    readonly remove: (name: string) => string;
    readonly tooLarge: (name: string) => string;
  };
  readonly notices: {
    readonly label: string;
    readonly dismiss: string;
    readonly from: (addin: string) => string;
  };
  readonly pane: {
    readonly label: (addin: string) => string;
    readonly close: string;
    readonly pin: string;
    readonly unpin: string;
    readonly resize: string;
    readonly loading: string;
    readonly unreachable: string;
    readonly unreachableWhy: string;
    readonly openOnce: string;
    readonly retry: string;
  };
  readonly alert: {
    readonly title: Readonly<Record<SendDialog['reason'], (addin: string) => string>>;
    readonly body: Readonly<Record<SendDialog['reason'], (addin: string) => string>>;
    readonly choice: Readonly<Record<SendChoice, string>>;
    readonly checking: (addin: string) => string;
  };
  readonly drafts: {
    readonly label: string;
    readonly empty: string;
    readonly choose: string;
    readonly noRecipients: string;
    readonly remove: (subject: string) => string;
  };
  readonly sent: {
    readonly label: string;
    readonly empty: string;
    readonly choose: string;
    readonly reading: string;
    readonly headers: string;
    readonly noHeaders: string;
    readonly body: string;
    readonly just: string;
  };
  readonly drawer: {
    readonly open: string;
    readonly close: string;
    readonly title: string;
    readonly intro: string;
    readonly addresses: string;
    readonly addressesHint: string;
    readonly addTo: (address: string) => string;
    readonly addElsewhere: (address: string) => string;
    readonly all: string;
    readonly filter: string;
    readonly scenes: string;
    readonly scenesHint: string;
    readonly chooseScene: string;
    readonly insertCpr: string;
    readonly client: string;
    readonly language: string;
    readonly theme: string;
    readonly themes: Readonly<Record<ThemeName, string>>;
    readonly network: string;
    readonly faults: Readonly<Record<FaultMode, string>>;
    readonly faultsAway: string;
    readonly latency: string;
    readonly milliseconds: (value: number) => string;
    readonly reset: string;
  };
  readonly start: {
    readonly failed: string;
  };
}
