import type { MailAddress } from '../../domain/address.ts';
import type { SourceAnswer } from '../../domain/transport.ts';

/** One way of finding out how mail would travel to an address. The order of sources is their order of preference. */
export interface TransportSource {
  readonly name: string;
  ask(address: MailAddress, signal: AbortSignal): Promise<SourceAnswer>;
}

/** How the answers of a source are kept. `local` ones cost nothing and are asked each time. */
export type Keeping = 'local' | 'by-address' | 'by-domain';
