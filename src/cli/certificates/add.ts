import { readFile, stat } from 'node:fs/promises';
import { transportTextsFor } from '../../domain/text/transport/language.ts';
import type { Reason } from '../../domain/transport.ts';
import { addressKeys } from '../../server/adapters/certificate-addresses.ts';
import { judgeCertificate, readOrUndefined } from '../../server/adapters/certificate-check.ts';
import type { JudgeContext } from '../../server/adapters/certificate-check.ts';
import type { CertificateFields } from '../../server/adapters/certificate-fields.ts';
import type { CertificateStore } from '../../server/adapters/certificate-store.ts';
import { parseAnyAddress } from '../../server/adapters/international-domain.ts';
import { readCertificateFile } from '../../server/adapters/pem.ts';

export interface AddParts {
  readonly store: CertificateStore;
  readonly anchors: readonly CertificateFields[];
  readonly now: Date;
  readonly print: (line: object) => void;
  readonly complain: (sentence: string) => void;
}

interface Candidate {
  readonly file: string;
  readonly der: Buffer;
  readonly fields: CertificateFields;
}
type FileProblem = { readonly file: string; readonly reason: string };

const LARGEST_FILE = 1_000_000;
const ISSUERS = '';
const MOST_ISSUERS = 200;

/**
 * Adds the certificates of the files, and says of each whether mail could be encrypted to it. One that is not usable is
 * added all the same: it may become so, and look-ups judge it anew. Answers 1 when a file held something else.
 */
export async function addCertificates(files: readonly string[], parts: AddParts): Promise<number> {
  const read = (await Promise.all(files.map(readCandidates))).flat();
  const candidates = read.filter((one): one is Candidate => 'fields' in one);
  const known = await parts.store.find(ISSUERS, MOST_ISSUERS);
  const intermediates = [
    ...known.map(readOrUndefined).filter((issuer) => issuer !== undefined),
    ...candidates.map(({ fields }) => fields).filter(({ x509 }) => x509.ca),
  ];
  const context = { anchors: parts.anchors, intermediates, now: parts.now };
  let code = 0;
  for (const one of read) {
    const reason = 'fields' in one ? await addOne(one, context, parts) : one.reason;
    if (reason === undefined) continue;
    code = 1;
    parts.print({ file: one.file, outcome: 'refused', reason });
    parts.complain(`${one.file}: ${reason}`);
  }
  return code;
}

type Context = Omit<JudgeContext, 'address'>;

/** Answers why it was refused, or nothing. */
async function addOne(candidate: Candidate, context: Context, parts: AddParts): Promise<string | undefined> {
  const { file, der, fields } = candidate;
  const addresses = addressKeys(fields.emails);
  const rows = [...addresses, ...(fields.x509.ca ? [ISSUERS] : [])];
  if (rows.length === 0) return 'names no mail address, so that nobody would find it.';
  const { subject, fingerprint256: fingerprint, validToDate } = fields.x509;
  let isNew = false;
  for (const address of rows) {
    if (await parts.store.add({ fingerprint, address, der, addedAt: parts.now })) isNew = true;
  }
  const problems = problemsOf(candidate, context);
  parts.print({
    file,
    subject: subject.split('\n').join(', '),
    fingerprint,
    notAfter: validToDate.toISOString(),
    ...(fields.x509.ca ? { isIssuer: true } : {}),
    ...(addresses.length > 0 ? { addresses, isUsable: problems.length === 0, problems } : {}),
    outcome: isNew ? 'added' : 'already-there',
  });
  for (const problem of problems) parts.complain(`${file}: ${transportTextsFor('en').reason[problem]}`);
  return undefined;
}

/** What is wrong with it for the addresses in it. */
function problemsOf({ der, fields }: Candidate, context: Context): readonly Reason[] {
  const problems = fields.emails.flatMap((email): readonly Reason[] => {
    const parsed = parseAnyAddress(email);
    if (!parsed.ok) return ['certificate-wrong-name'];
    return judgeCertificate(der, { ...context, address: parsed.address }).problems;
  });
  return [...new Set(problems)];
}

async function readCandidates(file: string): Promise<readonly (Candidate | FileProblem)[]> {
  const bytes = await readBytes(file);
  if (typeof bytes === 'string') return [{ file, reason: bytes }];
  const found = readCertificateFile(bytes);
  if (found.length === 0) return [{ file, reason: 'holds no certificate. Give PEM or DER files.' }];
  return found.map((der) => {
    const fields = readOrUndefined(der);
    return fields === undefined
      ? { file, reason: 'holds something that is no certificate.' }
      : { file, der, fields };
  });
}

/** The bytes, or why there are none. */
async function readBytes(file: string): Promise<Buffer | string> {
  try {
    const seen = await stat(file);
    if (!seen.isFile()) return 'is no file.';
    if (seen.size > LARGEST_FILE) return `is larger than ${LARGEST_FILE} bytes.`;
    return await readFile(file);
  } catch {
    return 'cannot be read. Give a file that is there and that you may read.';
  }
}
