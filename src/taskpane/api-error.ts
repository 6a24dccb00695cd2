export type ApiErrorCode =
  'api.unreachable' | 'api.timeout' | 'api.refused' | 'api.failed' | 'api.unreadable' | 'api.aborted';

/** The one error of the pane's talk with the service. `aborted` = nobody waits for the answer any more; `refused` = the same question will be refused again. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;

  constructor(code: ApiErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** The service's own code of its refusal, such as `address.invalid`; the error's cause is what it replied. */
export function refusalOf({ cause }: ApiError): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}

/** True when the question itself is at fault. */
export function isRefused(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 'api.refused';
}

export function isAborted(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'api.aborted';
}
