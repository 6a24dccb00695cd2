import type { MailAddress } from '../../domain/address.ts';

/** What a directory holds for one address; `isComplete` is false when there may be more than it gave. */
export interface DirectoryAnswer {
  readonly certificates: readonly Buffer[];
  readonly isComplete: boolean;
  /** Those of the certificates that hold without a chain, since DNSSEC vouches for them (RFC 8162, usage 3). */
  readonly vouched?: readonly Buffer[];
}

/** A place where certificates of recipients are published. `find` rejects when it could not be asked. */
export interface CertificateDirectory {
  readonly name: string;
  /** Lower is preferred. */
  readonly priority: number;
  find(address: MailAddress, signal?: AbortSignal): Promise<DirectoryAnswer>;
  /** Issuers' certificates that the directory holds besides, to complete chains; they are not trusted by that. */
  intermediates(): Promise<readonly Buffer[]>;
  /** Rejects with the reason when the directory does not answer as it should. */
  check(): Promise<void>;
  close(): Promise<void>;
}
