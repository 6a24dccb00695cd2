import type { CertificateReply } from '../../contract/directory.ts';
import { formatAddress } from '../../domain/address.ts';
import { parseAnyAddress } from '../adapters/international-domain.ts';
import type { SearchCertificates } from './certificate-search.ts';
import { refusedAddress } from './refused-address.ts';

/** The search by hand (A6): everything found, usable or not. */
export async function findCertificates(
  search: SearchCertificates,
  raw: string,
  signal: AbortSignal,
): Promise<CertificateReply> {
  const parsed = parseAnyAddress(raw);
  if (!parsed.ok) throw refusedAddress(parsed.problem);
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
