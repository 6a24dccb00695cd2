export type ApiErrorCode =
  'api.unreachable' | 'api.timeout' | 'api.refused' | 'api.unreadable' | 'api.aborted';

/** The one error of the pane's talk with the service. `aborted` = nobody waits for the answer any more. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;

  constructor(code: ApiErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

export function isAborted(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'api.aborted';
}
