import type { LocalText } from '../../domain/policy.ts';
import type { Reason, Transport } from '../../domain/transport.ts';
import type { PlaygroundRecipientType } from '../model/types.ts';
import { ABROAD_ADDRESSES } from './addresses-abroad.ts';
import { INSECURE_ADDRESSES } from './addresses-insecure.ts';
import { SECURE_ADDRESSES } from './addresses-secure.ts';
import { TLS_ADDRESSES } from './addresses-tls.ts';
import { UNANSWERED_ADDRESSES } from './addresses-unanswered.ts';

/** One person or mailbox of the sample world, and what the product is expected to say about it. */
export interface SampleAddress {
  /** Stable name, for deep links and tests. */
  readonly id: string;
  readonly name: string;
  /** Blank for a personal contact list (office-js #4242). */
  readonly address: string;
  readonly type: PlaygroundRecipientType;
  readonly transport: Transport;
  readonly isConsumer: boolean;
  /** The reason that tells this address from the others; the product may give more. */
  readonly reason: Reason;
  readonly explanation: LocalText;
}

/** Every class and every reason of the sample world, best transport first. */
export const SAMPLE_ADDRESSES: readonly SampleAddress[] = [
  ...SECURE_ADDRESSES,
  ...TLS_ADDRESSES,
  ...ABROAD_ADDRESSES,
  ...INSECURE_ADDRESSES,
  ...UNANSWERED_ADDRESSES,
];

/** The sample address of this id; throws on an unknown one, which is a mistake in a scene or a test. */
export function sampleAddress(id: string): SampleAddress {
  const found = SAMPLE_ADDRESSES.find((sample) => sample.id === id);
  if (found === undefined) throw new Error(`There is no sample address “${id}”.`);
  return found;
}
