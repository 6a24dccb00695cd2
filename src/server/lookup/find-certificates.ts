import type { CertificateReply } from '../../contract/directory.ts';
import { formatAddress } from '../../domain/address.ts';
import type { MailAddress } from '../../domain/address.ts';
import { parseAnyAddress } from '../adapters/international-domain.ts';
import { AppError } from '../app-error.ts';
import type { CertificateFindings, SearchCertificates } from './certificate-search.ts';
import type { FoundCertificate } from './found-certificate.ts';
import { refusedAddress } from './refused-address.ts';

/** The search by hand (A6): everything found, usable or not. */
export async function findCertificates(
  search: SearchCertificates,
  raw: string,
  signal: AbortSignal,
): Promise<CertificateReply> {
  const address = readAddress(raw);
  const findings = await search(address, signal);
  const { certificates } = findings;
  return {
    address: formatAddress(address),
    certificates: certificates.flatMap(described),
    unreadable: certificates.filter(({ facts }) => facts === undefined).map(({ source }) => source),
    unreachable: unreachableOf(findings),
  };
}

/** A certificate that was found, as a file: DER, named after the address in signs that no header misunderstands. */
export interface CertificateDownload {
  readonly name: string;
  readonly der: Buffer;
}

/** One of the certificates that a search by hand finds; rejects with `certificate.not-found` when it is not among them. */
export async function findCertificateFile(
  search: SearchCertificates,
  wanted: { readonly address: string; readonly fingerprint: string },
  signal: AbortSignal,
): Promise<CertificateDownload> {
  const address = readAddress(wanted.address);
  const findings = await search(address, signal);
  const found = findings.certificates.find(({ facts }) => facts?.fingerprint === wanted.fingerprint);
  if (found !== undefined) return { name: fileName(found.foundBy ?? formatAddress(address)), der: found.der };
  if (unreachableOf(findings).length === 0) {
    throw new AppError(
      'certificate.not-found',
      'No directory holds this certificate for the address (any more). Search again.',
      { field: '/fingerprint' },
    );
  }
  throw new AppError(
    'directory.unreachable',
    'A certificate directory does not answer, and the others do not hold this certificate. Try again later.',
  );
}

function readAddress(raw: string): MailAddress {
  const parsed = parseAnyAddress(raw);
  if (parsed.ok) return parsed.address;
  throw refusedAddress(parsed.problem);
}

function described({
  source,
  facts,
  use,
  foundBy,
  problems,
  remarks,
}: FoundCertificate): CertificateReply['certificates'] {
  if (facts === undefined || use === undefined) return [];
  const { usage, ...rest } = use;
  return [
    {
      source,
      certificate: facts,
      use: { ...rest, usage: [...usage] },
      ...(foundBy === undefined ? {} : { foundBy }),
      isUsable: problems.length === 0,
      problems: [...problems, ...remarks],
    },
  ];
}

function unreachableOf({ asked }: CertificateFindings): string[] {
  return asked.filter(({ outcome }) => outcome === 'unreachable').map(({ source }) => source);
}

function fileName(address: string): string {
  return `${address.replace(/[^A-Za-z0-9.@_-]/g, '_').slice(0, 100)}.cer`;
}
