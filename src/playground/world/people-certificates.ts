import { randomUUID } from 'node:crypto';
import {
  certificateToPem,
  makeAuthority,
  makeLeaf,
  makeRevocationList,
  periodAround,
} from '../certificate-authority.ts';
import type { KeyedCertificate, KeyKind, Period } from '../certificate-authority.ts';
import { LOST_REVOCATION_LIST, REVOCATION_LIST } from './web-hosts.ts';

/** One certificate of a person or a shared mailbox: what stands in it, and what is wrong with it. */
interface PersonalCertificate {
  readonly name: string;
  readonly address: string;
  readonly organisation: string;
  readonly flaw?: 'expired' | 'not-yet-valid' | 'wrong-usage' | 'untrusted' | 'revoked' | 'list-lost';
  readonly key?: KeyKind;
  /** Written into the subject as well, where it differs from the alternative name. */
  readonly subjectAddress?: string;
}

const REVISION = 'Kystens Revision';

export const PERSONAL_CERTIFICATES: readonly PersonalCertificate[] = [
  { name: 'Anna Lund', address: 'anna.lund@kystens-revision.example', organisation: REVISION, key: 'rsa' },
  {
    name: 'Sikkermail',
    address: 'sikkermail@klinikken-ved-fjorden.example',
    organisation: 'Klinikken ved Fjorden',
  },
  { name: 'Hanne Vinther', address: 'hanne.vinther@gmail.com', organisation: 'Privat' },
  { name: 'Freja Winther', address: 'Freja.Winther@kystens-revision.example', organisation: REVISION },
  {
    name: 'Bent Dahl',
    address: 'bent.dahl@kystens-revision.example',
    organisation: REVISION,
    flaw: 'expired',
  },
  {
    name: 'Erik Lauridsen',
    address: 'erik.lauridsen@kystens-revision.example',
    organisation: REVISION,
    flaw: 'not-yet-valid',
  },
  {
    name: 'Dorte Kjær',
    address: 'dorte.kjaer@kystens-revision.example',
    organisation: REVISION,
    flaw: 'untrusted',
  },
  {
    name: 'Clara Holst',
    address: 'clara.holst@gammelmail.example',
    organisation: 'Gammel Mail ApS',
    flaw: 'wrong-usage',
  },
  {
    name: 'Gitte Brandt',
    address: 'reception@kystens-revision.example',
    organisation: REVISION,
    subjectAddress: 'gitte.brandt@kystens-revision.example',
  },
  {
    name: 'Lone Bech',
    address: 'lone.bech@kystens-revision.example',
    organisation: REVISION,
    flaw: 'revoked',
  },
  {
    name: 'Morten Riis',
    address: 'morten.riis@kystens-revision.example',
    organisation: REVISION,
    flaw: 'list-lost',
  },
];

export interface CertificateFiles {
  /** PEM of the root that the sample organisation trusts. */
  readonly anchors: string;
  /** File name to PEM; the names say nothing about the holder. */
  readonly certificates: ReadonlyMap<string, string>;
  /** What that root has revoked, in DER. */
  readonly revocationList: Buffer;
}

/** Makes the sample CA and all personal certificates; `period` is that of the sound ones. */
export async function makePersonalCertificates(now: Date, period: Period): Promise<CertificateFiles> {
  const root = await makeAuthority('CN=Sample OCES Root CA, O=Den Danske Prøvestat, C=DK', period);
  const stranger = await makeAuthority('CN=Somebody Else Root CA, O=Somebody Else, C=DK', period);
  const made = await Promise.all(
    PERSONAL_CERTIFICATES.map(async (person) => {
      const issuer = person.flaw === 'untrusted' ? stranger : root;
      return { person, leaf: await makePersonal(person, { issuer, period: periodOf(person, now, period) }) };
    }),
  );
  const revoked = made.filter(({ person }) => person.flaw === 'revoked').map(({ leaf }) => leaf);
  return {
    anchors: certificateToPem(root),
    certificates: new Map(made.map(({ leaf }) => [`${randomUUID()}.pem`, certificateToPem(leaf)])),
    revocationList: await makeRevocationList(root, revoked, period),
  };
}

function makePersonal(
  { name, address, organisation, flaw, key = 'ec', subjectAddress }: PersonalCertificate,
  { issuer, period }: { readonly issuer: KeyedCertificate; readonly period: Period },
): Promise<KeyedCertificate> {
  const inSubject = subjectAddress === undefined ? '' : `E=${subjectAddress}, `;
  return makeLeaf(issuer, {
    subject: `${inSubject}CN=${name}, O=${organisation}, C=DK`,
    names: [{ type: 'email', value: address }],
    purpose: flaw === 'wrong-usage' ? 'signature' : 'mail',
    period,
    key,
    revocationList: flaw === 'list-lost' ? LOST_REVOCATION_LIST : REVOCATION_LIST,
  });
}

function periodOf({ flaw }: PersonalCertificate, now: Date, sound: Period): Period {
  if (flaw === 'expired') return periodAround(now, -400, -30);
  return flaw === 'not-yet-valid' ? periodAround(now, 30, 400) : sound;
}
