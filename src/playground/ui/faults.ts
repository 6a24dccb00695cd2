import { FAULTS_PATH, NO_FAULT, readFault } from '../faults.ts';
import type { Fault } from '../faults.ts';

/** What the drawer offers; `Fault` is what the edge in front of the service does. */
export type FaultMode = 'fine' | 'slow' | 'down' | 'errors';

export const FAULT_MODES: readonly FaultMode[] = ['fine', 'slow', 'down', 'errors'];
export const DEFAULT_SLOWNESS_MS = 3000;

export function faultOf(mode: FaultMode, slownessMs: number): Fault {
  switch (mode) {
    case 'fine':
      return NO_FAULT;
    case 'slow':
      return { kind: 'slow', latencyMs: slownessMs };
    case 'down':
      return { kind: 'down' };
    case 'errors':
      return { kind: 'error', status: 503 };
  }
}

export function modeOf(fault: Fault): FaultMode {
  if (fault.kind === 'error') return 'errors';
  return fault.kind === 'off' ? 'fine' : fault.kind;
}

export interface FaultPort {
  readonly read: () => Promise<Fault | undefined>;
  /** False when the server did not take it. */
  readonly set: (fault: Fault) => Promise<boolean>;
}

/** The page server's fault switch, over the page's own origin. */
export function createFaultPort(): FaultPort {
  return {
    read: async () => {
      try {
        const reply = await fetch(FAULTS_PATH);
        return reply.ok ? readFault(await reply.json()) : undefined;
      } catch {
        return undefined;
      }
    },
    set: async (fault) => {
      try {
        const headers = { 'content-type': 'application/json' };
        const reply = await fetch(FAULTS_PATH, { method: 'POST', headers, body: JSON.stringify(fault) });
        return reply.ok;
      } catch {
        return false;
      }
    },
  };
}
