import type { CertificateReply } from '../../contract/directory.ts';
import { formatAddress } from '../../domain/address.ts';
import { parseAnyAddress } from '../adapters/international-domain.ts';
import { AppError } from '../app-error.ts';
import type { SearchCertificates } from './certificate-search.ts';

/** The search by hand (A6): everything found, usable or not. */
export async function findCertificates(
  search: SearchCertificates,
  raw: string,
  signal: AbortSignal,
): Promise<CertificateReply> {
  const parsed = parseAnyAddress(raw);
  if (!parsed.ok) {
    throw new AppError(
      'address.invalid',
      'The address cannot be read. Write one address, such as anna@example.com.',
      { field: '/address' },
    );
  }
  const { certificates, asked } = await search(parsed.address, signal);
  return {
    address: formatAddress(parsed.address),
    certificates: certificates.flatMap(({ source, facts, problems, isCaseDifferent }) =>
      facts === undefined
        ? []
        : [
            {
              source,
              certificate: facts,
              isUsable: problems.length === 0,
              problems: [...problems, ...(isCaseDifferent ? ['certificate-case-differs'] : [])],
            },
          ],
    ),
    unreachable: asked.filter(({ outcome }) => outcome === 'unreachable').map(({ source }) => source),
  };
}
