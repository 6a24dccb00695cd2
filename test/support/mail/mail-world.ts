import { makeAuthority } from '../certificates.ts';
import { startMailServer } from '../servers/mail-server.ts';
import { startPostfix } from '../servers/postfix.ts';
import { startSignedZones } from '../servers/signed-zones.ts';
import { makeMailPlaces, ownBehaviour, postfixDoors } from './mail-hosts.ts';
import type { Ground } from './mail-hosts.ts';
import { mailZones } from './mail-zones.ts';
import { startPolicyHost } from './policy-host.ts';

export interface MailWorld {
  readonly dnsPort: number;
  /** The authority of the good servers, in PEM. */
  readonly anchor: string;
  /** Names of all mail servers, and of the servers that hand out policies. */
  readonly mailHosts: readonly string[];
  readonly webHosts: readonly string[];
  /** The folder with Postfix's main.cf. */
  readonly postfixConfiguration: string;
  /** Connections that Postfix has logged so far. */
  readonly connections: () => number;
  readonly stop: () => Promise<void>;
}

/** Real name servers, mail servers and policy hosts for all mail domains (needs root for Postfix, nsd, unbound). */
export async function startMailWorld(ground: Ground): Promise<MailWorld> {
  const root = await makeAuthority('CN=Mail Root');
  const places = await makeMailPlaces(ground, root);
  const hosts = places.flatMap((place) => place.hosts);
  const running: { readonly stop: () => Promise<void> }[] = [];
  const opened = <T extends { readonly stop: () => Promise<void> }>(server: T): T => {
    running.push(server);
    return server;
  };
  const stop = async () => {
    for (const server of running.reverse()) await server.stop();
  };
  try {
    const policies = opened(await startPolicyHost(ground, places, root));
    const postfix = opened(await startPostfix(postfixDoors(hosts, root, ground.smtpPort)));
    for (const host of hosts) {
      const behaviour = ownBehaviour(host);
      const at = { host: host.address, port: ground.smtpPort };
      if (behaviour !== undefined) opened(await startMailServer(behaviour, at));
    }
    const { dnsPort } = ground;
    const wanted = dnsPort === undefined ? {} : { port: dnsPort };
    const zones = opened(await startSignedZones(mailZones(places, ground, root), wanted));
    return {
      dnsPort: zones.port,
      anchor: root.pem,
      mailHosts: hosts.map(({ name }) => name),
      webHosts: policies.names,
      postfixConfiguration: postfix.configuration,
      connections: () => postfix.log(': connect from').length,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
