import { join } from 'node:path';
import { startDnsServer } from './dns-server.ts';
import { MAIL_HOSTS } from './mail-hosts.ts';
import { startMailServer } from './mail-servers.ts';
import { startWebServers } from './web-servers.ts';
import { prepareWorldFiles } from './world-files.ts';
import { SIGNED_DOMAINS, zonesFor } from './zones.ts';

export interface World {
  readonly folder: string;
  readonly dnsPort: number;
  /** Port by name of the mail server. */
  readonly mailPorts: Readonly<Record<string, number>>;
  /** Port by name of the web host. */
  readonly webPorts: Readonly<Record<string, number>>;
  /** Environment variables that make the product's service look into this world. */
  readonly settings: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Brings up the sample world on 127.0.0.1: name, mail and web servers, certificates and lists in the folder. */
export async function startWorld({
  folder,
  now = new Date(),
}: {
  readonly folder: string;
  readonly now?: Date;
}): Promise<World> {
  const files = await prepareWorldFiles(folder, now);
  const dns = await startDnsServer(zonesFor(files.servers), {
    ownTopLevel: 'example',
    signed: SIGNED_DOMAINS,
  });
  const web = await startWebServers({ identity: files.web, revocationList: files.revocationList });
  const mail = await Promise.all(
    Object.entries(MAIL_HOSTS).map(([host, behaviour]) =>
      startMailServer({ host, behaviour, identity: files.servers[host] }),
    ),
  );
  return {
    folder,
    dnsPort: dns.port,
    mailPorts: Object.fromEntries(mail.map(({ host, port }) => [host, port])),
    webPorts: web.ports,
    settings: {
      SECURE_SEND_DATA: folder,
      SECURE_SEND_DATABASE: join(folder, 'secure-send.sqlite'),
      SECURE_SEND_DNS: `127.0.0.1:${String(dns.port)}`,
      SECURE_SEND_SMTP_PORTS: mail.map(({ host, port }) => `${host}:${String(port)}`).join(','),
      SECURE_SEND_WEB_PORTS: Object.entries(web.ports)
        .map(([host, port]) => `${host}:${String(port)}`)
        .join(','),
      SECURE_SEND_EXTRA_ANCHORS: files.mailAnchors,
      SECURE_SEND_PROBE_TIMEOUT_MS: '3000',
      SECURE_SEND_ALLOW_PRIVATE: 'true',
    },
    stop: async () => {
      await Promise.all([dns.stop(), web.stop(), ...mail.map((server) => server.stop())]);
    },
  };
}
