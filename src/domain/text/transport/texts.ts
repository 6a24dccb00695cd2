import type { Permission } from '../../permission.ts';
import type { Reason, Transport } from '../../transport.ts';

/**
 * What is said of a recipient's transport. Apart from the other sentences, so that the event bundle, which never says
 * them, need not carry them.
 */
export interface TransportTexts {
  readonly transport: Readonly<Record<Transport, string>>;
  /** What the class means, in a sentence (A4). */
  readonly meaning: Readonly<Record<Transport, string>>;
  readonly permission: Readonly<Record<Permission, string>>;
  readonly reason: Readonly<Record<Reason, string>>;
}
