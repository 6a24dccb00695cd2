import { createSmtpProbe } from '../../src/server/adapters/smtp-probe.ts';
import type { OpenProbe, ProbeOptions } from '../../src/server/adapters/smtp-probe.ts';
import type { ProbeResult } from '../../src/server/adapters/weakest-address.ts';
import { makeAuthority, makeCertificate } from './certificates.ts';
import type { CertificateWish, Keyed } from './certificates.ts';
import { startMailServer } from './servers/mail-server.ts';
import type { MailBehaviour, MailServerForTests } from './servers/mail-server.ts';

/** The mail server that probes of tests are about. */
export const HOST = 'mx.partner.example';

type Where = Parameters<typeof startMailServer>[1];

/** What a test of probes needs: an authority, a good server's behaviour, and servers that end with the test. */
export interface Probing {
  readonly root: Keyed;
  readonly good: MailBehaviour;
  /** Certificate and key for the host, from the authority that the probe trusts. */
  readonly identity: (wish: CertificateWish) => Promise<{ readonly cert: string; readonly key: string }>;
  readonly start: (behaviour: MailBehaviour, where?: Where) => Promise<MailServerForTests>;
  readonly subject: (port: number, change?: Partial<ProbeOptions>) => OpenProbe;
  /** Starts a server and probes it. */
  readonly probe: (behaviour: MailBehaviour, change?: Partial<ProbeOptions>) => Promise<ProbeResult>;
  readonly stopServers: () => Promise<void>;
}

export async function prepareProbing(): Promise<Probing> {
  const root = await makeAuthority('CN=Mail Root');
  let servers: MailServerForTests[] = [];
  const identity = async (wish: CertificateWish) => {
    const usual = { subject: 'CN=mx', dns: HOST, extended: 'serverAuth', issuer: root } as const;
    const { pem, keyPem } = await makeCertificate({ ...usual, ...wish });
    return { cert: pem, key: keyPem };
  };
  const start = async (behaviour: MailBehaviour, where?: Where) => {
    const server = await startMailServer(behaviour, where);
    servers.push(server);
    return server;
  };
  const subject = (port: number, change: Partial<ProbeOptions> = {}) =>
    createSmtpProbe({
      ports: new Map([[HOST, port]]),
      extraAnchors: [root.pem],
      timeoutMs: 4000,
      allowPrivate: true,
      ownName: 'secure-send.test',
      ...change,
    });
  return {
    ...{ root, good: { tls: await identity({}) }, identity, start, subject },
    async probe(behaviour, change) {
      const { port } = await start(behaviour);
      return subject(port, change).probe(HOST, ['127.0.0.1'], new AbortController().signal);
    },
    async stopServers() {
      await Promise.all(servers.map((server) => server.stop()));
      servers = [];
    },
  };
}
