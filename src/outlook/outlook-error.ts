export type OutlookErrorCode =
  'outlook.timeout' | 'outlook.failed' | 'outlook.unsupported' | 'outlook.no-item';

/** The one error of the bridge to Outlook. `officeCode` is Office's own number, where it gave one. */
export class OutlookError extends Error {
  override readonly name = 'OutlookError';
  readonly code: OutlookErrorCode;
  readonly officeCode: number | undefined;

  constructor(
    code: OutlookErrorCode,
    message: string,
    reason: { readonly cause?: unknown; readonly officeCode?: number | undefined } = {},
  ) {
    super(message);
    this.code = code;
    this.officeCode = reason.officeCode;
    // Set by hand: the option of the Error constructor is unknown to classic Outlook's event runtime.
    this.cause = reason.cause;
  }
}

/** True for an error of the bridge with this code; by property, since one bundle's classes are not another's. */
export function isOutlookError(error: unknown, code: OutlookErrorCode): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
