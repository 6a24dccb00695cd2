import { isAbsolute, resolve } from 'node:path';
import pLimit from 'p-limit';
import type { PolicyFile } from '../contract/policy.ts';
import type { CertificateDirectory } from './adapters/certificate-directory.ts';
import { createConsumerDomains } from './adapters/consumer-domains.ts';
import type { Database } from './adapters/database.ts';
import { createResolver } from './adapters/dns.ts';
import type { Resolver } from './adapters/dns.ts';
import { createRevocationCheck } from './adapters/revocation.ts';
import type { OpenProbe } from './adapters/smtp-probe.ts';
import { createTrustAnchors } from './adapters/trust-anchors.ts';
import type { TrustAnchors } from './adapters/trust-anchors.ts';
import type { ReadTunnelList, TunnelListReader } from './adapters/tunnel-list.ts';
import type { Dependency } from './admin/readiness.ts';
import { AppError } from './app-error.ts';
import type { Settings } from './config.ts';
import { createCertificateSearch } from './lookup/certificate-search.ts';
import type { SearchCertificates } from './lookup/certificate-search.ts';
import { keepSource } from './lookup/kept-source.ts';
import { LIFETIMES } from './lookup/lifetimes.ts';
import { createLookups } from './lookup/lookup.usecases.ts';
import type { Lookups } from './lookup/lookup.usecases.ts';
import { createSecondLevel } from './lookup/second-level.ts';
import { createCertificateSource } from './lookup/sources/certificate.ts';
import { createInternalSource } from './lookup/sources/internal.ts';
import { createTunnelSource } from './lookup/sources/tunnel.ts';
import { directoryTimeoutMs, openDirectories } from './open-directories.ts';
import { openOutgoing } from './open-outgoing.ts';
import { openProbe, probeDependency } from './open-probe.ts';
import { openTlsSource } from './open-tls-source.ts';
import { openTunnelList, tunnelListDependency } from './open-tunnel-list.ts';
import { configurationOf, openKeep, webTrustOf } from './open-keep.ts';
import type { KeepParts } from './open-keep.ts';
import { sendPolicyOf } from './policy-file.ts';

export interface OpenLookups {
  readonly lookups: Lookups;
  readonly tunnelList: ReadTunnelList;
  readonly searchCertificates: SearchCertificates;
  readonly probe: OpenProbe;
  readonly dependencies: readonly Dependency[];
  readonly close: () => Promise<void>;
}

export interface LookupParts extends KeepParts {
  /** Where certificates are that IT added; needed where the policy has a directory of kind "uploads". */
  readonly certificates?: Database | undefined;
}

/** Many, since a directory is asked for all addresses that are wanted at the same time in one search. */
const DIRECTORY_QUESTIONS = 200;

/** Joins sources, adapters and memory as settings and policy say. Used by the service and by the command line. */
export function openLookups(settings: Settings, policyFile: PolicyFile, parts: LookupParts): OpenLookups {
  const { clock, certificates } = parts;
  const inData = (path: string) => (isAbsolute(path) ? path : resolve(settings.data, path));
  const policy = sendPolicyOf(policyFile);
  const resolver = createResolver(settings.dns, settings.dnsValidates);
  const directories = openDirectories(policyFile, { inData, database: certificates, resolver });
  const anchors = createTrustAnchors(policyFile.certificateTrustAnchors.map(inData));
  const outgoing = openOutgoing(settings, resolver);
  const probe = openProbe(settings);
  const kept = openKeep(settings, parts);
  const trustedBy = webTrustOf(settings);
  const tls = openTlsSource(policy, { resolver, probe, outgoing, keep: kept.keep, clock, trustedBy });
  const findConsumerDomain = createConsumerDomains(policyFile.consumerDomains);
  const searchCertificates = createCertificateSearch({
    directories,
    anchors,
    clock,
    timeoutMs: directoryTimeoutMs(policyFile),
    policy: policyFile.certificates,
    checkRevocation: createRevocationCheck({ outgoing, keep: kept.keep, clock }),
    findConsumerDomain,
  });
  const isConsumer = (domain: string) => findConsumerDomain(domain) !== undefined;
  const tunnel = openTunnelList(policyFile.tunnelList, {
    inData,
    outgoing,
    keep: kept.listKeep,
    clock,
    isConsumer,
  });
  const keep = { clock, lifetimes: LIFETIMES };
  const { steady } = kept;
  const configuration = configurationOf(settings, policyFile);
  const secondOf = (source: string) =>
    steady === undefined
      ? {}
      : { second: createSecondLevel({ ...keep, keep: steady, area: `answers:${source}:${configuration}` }) };
  const sources = [
    keepSource(createInternalSource(policy.organisation), { ...keep, keeping: 'local' }),
    ...(directories.length === 0
      ? []
      : [
          keepSource(createCertificateSource(searchCertificates), {
            ...keep,
            keeping: 'by-address',
            version: () => anchorsVersionOf(anchors),
            ...secondOf('certificate'),
            limit: pLimit(DIRECTORY_QUESTIONS),
          }),
        ]),
    keepSource(createTunnelSource({ list: tunnel.read, isConsumer }), {
      ...keep,
      keeping: 'local',
    }),
    keepSource(tls.source, { ...keep, keeping: 'by-domain', ...secondOf('tls') }),
  ];
  const lookups = createLookups({
    ...keep,
    sources,
    policy,
    findConsumerDomain,
    deadlineMs: settings.deadlineMs,
    listVersion: async () =>
      (await Promise.all([versionOf(tunnel.read), anchorsVersionOf(anchors)])).join(' '),
  });
  const dependencies = [
    ...directories.map(directoryDependency),
    ...otherDependencies({ anchors, tunnel, resolver }),
    probeDependency(probe, settings),
    ...kept.dependencies,
  ];
  const close = async () => {
    tls.close();
    tunnel.close();
    await Promise.all([
      kept.close(),
      outgoing.close(),
      probe.close(),
      ...directories.map((directory) => directory.close()),
    ]);
  };
  return { lookups, tunnelList: tunnel.read, searchCertificates, probe, dependencies, close };
}

async function versionOf(tunnelList: ReadTunnelList): Promise<string> {
  try {
    return (await tunnelList()).version;
  } catch {
    return 'unreadable';
  }
}

async function anchorsVersionOf(anchors: TrustAnchors): Promise<string> {
  try {
    return (await anchors()).map(({ x509 }) => x509.fingerprint256).join();
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
  tunnel,
  resolver,
}: {
  anchors: () => Promise<unknown>;
  tunnel: TunnelListReader;
  resolver: Resolver;
}): readonly Dependency[] {
  return [
    {
      name: 'certificateTrustAnchors',
      kind: 'trust-anchors',
      check: async () => void (await anchors()),
      fix: 'Put the PEM files there that "certificateTrustAnchors" names.',
    },
    tunnelListDependency(tunnel),
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
