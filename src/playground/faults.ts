/** Where the playground's page reads (GET) and sets (POST) what goes wrong between the add-in and its service. */
export const FAULTS_PATH = '/playground/faults';

/** Only calls of the API are struck: the add-in's own files still load, as with a service that is ill behind its proxy. */
export type Fault =
  | { readonly kind: 'off' }
  | { readonly kind: 'slow'; readonly latencyMs: number }
  | { readonly kind: 'down' }
  | { readonly kind: 'error'; readonly status: 500 | 503 };

export const NO_FAULT: Fault = { kind: 'off' };

const MOST_LATENCY_MS = 600_000;

/** Reads what came over the wire; undefined when it is no fault that the edge knows. */
export function readFault(value: unknown): Fault | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  switch (value.kind) {
    case 'off':
    case 'down':
      return { kind: value.kind };
    case 'slow':
      return slowFault('latencyMs' in value ? value.latencyMs : undefined);
    case 'error':
      return errorFault('status' in value ? value.status : undefined);
    default:
      return undefined;
  }
}

function slowFault(latencyMs: unknown): Fault | undefined {
  const isDelay = typeof latencyMs === 'number' && latencyMs >= 0 && latencyMs <= MOST_LATENCY_MS;
  return isDelay ? { kind: 'slow', latencyMs } : undefined;
}

function errorFault(status: unknown): Fault | undefined {
  return status === 500 || status === 503 ? { kind: 'error', status } : undefined;
}
