import type { Permission } from '../domain/permission.ts';
import { TRANSPORTS } from '../domain/transport.ts';
import type { Classification } from '../domain/transport.ts';

/** One classification on the wire: the domain's, with the policy's answer to "personal data OK?". */
export type ClassifiedRecipient = Classification & { readonly personalData: Permission };

/**
 * Accepts what the service sent if it is a classification, else undefined. A class this client does not know
 * is not a classification, so that a newer service can never make an old client say "safe".
 */
export function readClassification(value: unknown): ClassifiedRecipient | undefined {
  return isClassification(value) ? value : undefined;
}

function isClassification(value: unknown): value is ClassifiedRecipient {
  if (!isRecord(value)) return false;
  const known: readonly unknown[] = TRANSPORTS;
  return (
    typeof value['address'] === 'string' &&
    known.includes(value['transport']) &&
    typeof value['consumer'] === 'boolean' &&
    typeof value['assurance'] === 'string' &&
    Array.isArray(value['reasons']) &&
    Array.isArray(value['evidence']) &&
    typeof value['checkedAt'] === 'string' &&
    typeof value['expiresAt'] === 'string'
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
