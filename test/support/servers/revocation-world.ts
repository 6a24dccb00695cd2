import { findChain } from '../../../src/server/adapters/certificate-chain.ts';
import type { Chain } from '../../../src/server/adapters/certificate-chain.ts';
import { readCertificate } from '../../../src/server/adapters/certificate-fields.ts';
import { createMemoryKeep } from '../../../src/server/adapters/keep.ts';
import type { Keep } from '../../../src/server/adapters/keep.ts';
import { createOutgoing } from '../../../src/server/adapters/outgoing.ts';
import { createRevocationCheck } from '../../../src/server/adapters/revocation.ts';
import type { RevocationCheck } from '../../../src/server/adapters/revocation.ts';
import { AUTHORITY, openOpenssl } from './openssl.ts';
import type { Issued, IssueWish, OpensslFolder } from './openssl.ts';
import { startPublisher } from './publisher.ts';
import type { Publisher } from './publisher.ts';

export const LIST = 'http://lists.example/between.crl';
const ROOT_LIST = 'http://lists.example/root.crl';
export const RESPONDER = 'http://ocsp.example/';
export const BY_LIST = `crlDistributionPoints=URI:${LIST}`;
export const BY_OCSP = `authorityInfoAccess=OCSP;URI:${RESPONDER}`;

/** A root, an authority below it whose revocation a list tells, and a web server that publishes lists. */
export interface RevocationWorld {
  readonly openssl: OpensslFolder;
  readonly root: Issued;
  readonly between: Issued;
  readonly web: Publisher;
  /** A certificate for mail that says where its revocation stands. */
  leaf(extensions?: readonly string[], wish?: IssueWish): Issued;
  chainOf(leaf: Issued): Chain;
  /** Publishes lists without anybody on them. */
  publishEmptyLists(): void;
  /** A check with a memory of its own, at `ocspPort` for the responder. */
  check(wish?: CheckWish): RevocationCheck;
  stop(): Promise<void>;
}

export interface CheckWish {
  readonly keep?: Keep;
  readonly clock?: () => Date;
  readonly ocspPort?: number;
  /** Default: yes, since the servers of the tests are on loopback. */
  readonly allowPrivate?: boolean;
}

export async function openRevocationWorld(): Promise<RevocationWorld> {
  const openssl = openOpenssl();
  const web = await startPublisher();
  const root = openssl.issue({ subject: '/CN=Root', extensions: AUTHORITY, days: 300 });
  const between = openssl.issue({
    subject: '/CN=Between',
    issuer: root,
    extensions: [...AUTHORITY, `crlDistributionPoints=URI:${ROOT_LIST}`],
    days: 200,
  });
  const opened: { close: () => Promise<void> }[] = [];
  return {
    openssl,
    root,
    between,
    web,
    leaf: (extensions = [BY_LIST], wish = {}) =>
      openssl.issue({
        issuer: between,
        ...wish,
        extensions: ['subjectAltName=email:anna@partner.example', ...extensions],
      }),
    chainOf: (leaf) => {
      const [anchor, authority] = [readCertificate(root.der), readCertificate(between.der)];
      const context = { anchors: [anchor], intermediates: [authority], now: new Date() };
      return findChain(readCertificate(leaf.der), context) ?? [];
    },
    publishEmptyLists() {
      web.asked.length = 0;
      web.answers.clear();
      web.answers.set('/between.crl', openssl.revocationList(between, []));
      web.answers.set('/root.crl', openssl.revocationList(root, [], { days: 30 }));
    },
    check({
      keep = createMemoryKeep(),
      clock = () => new Date(),
      ocspPort = web.port,
      allowPrivate = true,
    } = {}) {
      const ports = new Map([
        ['lists.example', web.port],
        ['ocsp.example', ocspPort],
      ]);
      const resolve = () => Promise.resolve(['127.0.0.1']);
      const outgoing = createOutgoing({ resolve, ports, extraAnchors: [], allowPrivate });
      opened.push(outgoing);
      return createRevocationCheck({ outgoing, keep, clock });
    },
    async stop() {
      await Promise.all(opened.map((outgoing) => outgoing.close()));
      await web.stop();
      openssl.remove();
    },
  };
}
