import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import pLimit from 'p-limit';
import type { PolicyFile } from '../contract/policy.ts';
import type { SendPolicy } from '../domain/policy.ts';
import type { CertificateDirectory } from './adapters/certificate-directory.ts';
import { createConsumerDomains } from './adapters/consumer-domains.ts';
import type { Database } from './adapters/database.ts';
import { createResolver } from './adapters/dns.ts';
import type { Resolver } from './adapters/dns.ts';
import { readCertificateFile } from './adapters/pem.ts';
import { createSmtpProbe } from './adapters/smtp-probe.ts';
import { createTrustAnchors } from './adapters/trust-anchors.ts';
import { createTunnelList } from './adapters/tunnel-list.ts';
import type { ReadTunnelList } from './adapters/tunnel-list.ts';
import type { Dependency } from './admin/readiness.ts';
import { AppError } from './app-error.ts';
import type { Clock } from './clock.ts';
import type { Settings } from './config.ts';
import { createCertificateSearch } from './lookup/certificate-search.ts';
import type { SearchCertificates } from './lookup/certificate-search.ts';
import { LIFETIMES, keepSource } from './lookup/kept-source.ts';
import { createLookups } from './lookup/lookup.usecases.ts';
import type { Lookups } from './lookup/lookup.usecases.ts';
import { createSharedWork } from './lookup/shared-work.ts';
import { createCertificateSource } from './lookup/sources/certificate.ts';
import { createInternalSource } from './lookup/sources/internal.ts';
import { createTlsSource } from './lookup/sources/tls.ts';
import type { DatedHost } from './lookup/sources/tls.ts';
import { createTunnelSource } from './lookup/sources/tunnel.ts';
import { directoryTimeoutMs, openDirectories } from './open-directories.ts';
import { sendPolicyOf } from './policy-file.ts';

export interface OpenLookups {
  readonly lookups: Lookups;
  readonly tunnelList: ReadTunnelList;
  readonly searchCertificates: SearchCertificates;
  readonly dependencies: readonly Dependency[];
  readonly close: () => Promise<void>;
}

export interface LookupParts {
  readonly clock: Clock;
  /** Needed when the policy has a directory that lies in it. */
  readonly database: Database | undefined;
}

/** Many, since a directory is asked for all addresses that are wanted at the same time in one search. */
const DIRECTORY_QUESTIONS = 200;
/** Enough that servers which never answer do not hold up the others of a full request. */
const PROBES = 256;
const MOST_HOSTS = 20_000;

/** Joins sources, adapters and memory as settings and policy say. Used by the service and by the command line. */
export function openLookups(
  settings: Settings,
  policyFile: PolicyFile,
  { clock, database }: LookupParts,
): OpenLookups {
  const inData = (path: string) => (isAbsolute(path) ? path : resolve(settings.data, path));
  const policy = sendPolicyOf(policyFile);
  const resolver = createResolver(settings.dns);
  const directories = openDirectories(policyFile, { inData, database, resolver });
  const anchors = createTrustAnchors(policyFile.certificateTrustAnchors.map(inData));
  const timeoutMs = directoryTimeoutMs(policyFile);
  const searchCertificates = createCertificateSearch({ directories, anchors, clock, timeoutMs });
  const tunnelList = createTunnelList(
    inData('file' in policyFile.tunnelList ? policyFile.tunnelList.file : ''),
  );
  const { maximumAgeDays } = policyFile.tunnelList;
  const keep = { clock, lifetimes: LIFETIMES };
  const sources = [
    keepSource(createInternalSource(policy.organisation), { ...keep, keeping: 'local' }),
    ...(directories.length === 0
      ? []
      : [
          keepSource(createCertificateSource(searchCertificates), {
            ...keep,
            keeping: 'by-address',
            limit: pLimit(DIRECTORY_QUESTIONS),
          }),
        ]),
    keepSource(createTunnelSource({ list: tunnelList, maximumAgeDays, clock }), {
      ...keep,
      keeping: 'local',
    }),
    keepSource(tlsSource(settings, policy, { resolver, clock }), { ...keep, keeping: 'by-domain' }),
  ];
  const lookups = createLookups({
    ...keep,
    sources,
    policy,
    findConsumerDomain: createConsumerDomains(policyFile.consumerDomains),
    deadlineMs: settings.deadlineMs,
    listVersion: async () => versionOf(tunnelList),
  });
  const dependencies = [
    ...directories.map(directoryDependency),
    ...otherDependencies({ anchors, tunnelList, resolver }),
  ];
  const close = async () => void (await Promise.all(directories.map((directory) => directory.close())));
  return { lookups, tunnelList, searchCertificates, dependencies, close };
}

function tlsSource(
  settings: Settings,
  { tls }: SendPolicy,
  { resolver, clock }: { resolver: Resolver; clock: Clock },
) {
  return createTlsSource({
    resolver,
    minimumAssurance: tls.minimumAssurance,
    clock,
    lifetimes: LIFETIMES,
    probe: createSmtpProbe({
      ports: settings.smtpPorts,
      extraAnchors: readExtraAnchors(settings.extraAnchors),
      timeoutMs: settings.probeTimeoutMs,
      allowPrivate: settings.allowPrivate,
      ownName: new URL(settings.origin).hostname,
    }),
    perHost: createSharedWork<DatedHost>({
      most: MOST_HOSTS,
      now: () => clock().getTime(),
      keepMs: ({ expiresAt }) => expiresAt - clock().getTime(),
      limit: pLimit(PROBES),
    }),
  });
}

function readExtraAnchors(path: string): readonly string[] {
  if (path === '') return [];
  try {
    return readCertificateFile(readFileSync(path)).map(
      (der) =>
        `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    );
  } catch (cause) {
    throw new AppError(
      'settings.invalid',
      `SECURE_SEND_EXTRA_ANCHORS is "${path}", which cannot be read. Set it to a PEM file, or leave it out.`,
      { cause },
    );
  }
}

async function versionOf(tunnelList: ReadTunnelList): Promise<string> {
  try {
    return (await tunnelList()).listedAt.toISOString();
  } catch {
    return 'unreadable';
  }
}

function directoryDependency(directory: CertificateDirectory): Dependency {
  return {
    name: directory.name,
    kind: 'directory',
    check: () => directory.check(),
    fix: 'Check its entry in "certificateDirectories" and that it can be reached from here.',
  };
}

function otherDependencies({
  anchors,
  tunnelList,
  resolver,
}: {
  anchors: () => Promise<unknown>;
  tunnelList: ReadTunnelList;
  resolver: Resolver;
}): readonly Dependency[] {
  return [
    {
      name: 'certificateTrustAnchors',
      kind: 'trust-anchors',
      check: async () => void (await anchors()),
      fix: 'Put the PEM files there that "certificateTrustAnchors" names.',
    },
    {
      name: 'tunnelList',
      kind: 'tunnel-list',
      check: async () => void (await tunnelList()),
      fix: 'Put the file there that "tunnelList" names.',
    },
    {
      name: 'dns',
      kind: 'dns',
      check: async (signal) => {
        if (!(await resolver.isAnswering(signal))) {
          throw new AppError('dns.unreachable', 'The resolver does not answer.');
        }
      },
      fix: 'Set SECURE_SEND_DNS to a resolver that answers.',
    },
  ];
}
