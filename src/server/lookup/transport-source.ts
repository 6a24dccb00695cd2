import type { MailAddress } from '../../domain/address.ts';
import type { SourceAnswer } from '../../domain/transport.ts';

/**
 * An answer that rests on something seen before tells when that was and how long it holds, in milliseconds since 1970.
 * What tells nothing was found out just now and holds as long as its kind does.
 */
export type DatedAnswer = SourceAnswer & { readonly checkedAt?: number; readonly expiresAt?: number };

/**
 * `refresh`: looks again, also at what the source itself keeps. `outlasting`: looks again unless what is kept holds beyond
 * this moment, milliseconds since 1970.
 */
export interface Asking {
  readonly signal: AbortSignal;
  readonly refresh: boolean;
  readonly outlasting?: number | undefined;
}

/** One way of finding out how mail would travel to an address. The order of sources is their order of preference. */
export interface TransportSource {
  readonly name: string;
  ask(address: MailAddress, asking: Asking): Promise<DatedAnswer>;
}

/** How the answers of a source are kept. `local` ones cost nothing and are asked each time. */
export type Keeping = 'local' | 'by-address' | 'by-domain';
