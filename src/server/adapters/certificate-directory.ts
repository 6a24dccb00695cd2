import type { MailAddress } from '../../domain/address.ts';

/** What a directory holds for one address; `isComplete` is false when it said that there may be more. */
export interface DirectoryAnswer {
  readonly certificates: readonly Buffer[];
  readonly isComplete: boolean;
}

/** A place where certificates of recipients are published. `find` rejects when it could not be asked. */
export interface CertificateDirectory {
  readonly name: string;
  find(address: MailAddress): Promise<DirectoryAnswer>;
  /** Issuers' certificates that the directory holds besides, to complete chains; they are not trusted by that. */
  intermediates(): Promise<readonly Buffer[]>;
  /** Rejects with the reason when the directory does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}
