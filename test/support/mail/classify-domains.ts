import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClassifiedRecipient } from '../../../src/contract/read-classification.ts';
import { API } from '../../../src/contract/paths.ts';
import type { TlsAssurance } from '../../../src/domain/transport.ts';
import { prepareWorldFiles } from '../../../src/playground/world/world-files.ts';
import { readSettings } from '../../../src/server/config.ts';
import { openService } from '../../../src/server/open-service.ts';
import { domainsByPolicy, keyOf } from './decision-rows.ts';
import type { Ground } from './mail-hosts.ts';
import type { MailWorld } from './mail-world.ts';

export interface MailServiceWish {
  readonly world: MailWorld;
  readonly ground: Ground;
  readonly minimumAssurance?: TlsAssurance;
  /** Settings besides those that lead into the world. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface MailService {
  readonly origin: string;
  /** What it says of somebody at each domain, asked through its API. */
  readonly classify: (domains: readonly string[]) => Promise<readonly ClassifiedRecipient[]>;
  readonly close: () => Promise<void>;
}

const POLICY = join(import.meta.dirname, '../../../assets/policy.example.json');

/** What the whole service says of all domains of the decision table, by the keys of its cases. */
export async function classifyCases(
  wish: Omit<MailServiceWish, 'minimumAssurance'>,
): Promise<ReadonlyMap<string, ClassifiedRecipient>> {
  const answers = new Map<string, ClassifiedRecipient>();
  for (const [minimumAssurance, domains] of domainsByPolicy()) {
    const service = await openMailService({ ...wish, minimumAssurance });
    try {
      const told = await service.classify(domains);
      told.forEach((answer, index) => answers.set(keyOf(domains[index] ?? '', minimumAssurance), answer));
    } finally {
      await service.close();
    }
  }
  return answers;
}

/** The whole service, as its settings open it, in the world. */
export async function openMailService(wish: MailServiceWish): Promise<MailService> {
  const folder = await mkdtemp(join(tmpdir(), 'mail-world-'));
  const app = await openService(readSettings(await settingsFor(wish, folder)));
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    origin,
    async classify(domains) {
      const recipients = domains.map((domain) => ({ address: `anna@${domain}` }));
      const reply = await fetch(`${origin}${API.classifications}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ recipients }),
      });
      const told = (await reply.json()) as { classifications: ClassifiedRecipient[] }; // what the API promises
      return told.classifications;
    },
    async close() {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function settingsFor(
  { world, ground, minimumAssurance = 'verified-now', settings = {} }: MailServiceWish,
  folder: string,
): Promise<Record<string, string>> {
  await prepareWorldFiles(folder, new Date());
  const policy: unknown = JSON.parse(await readFile(POLICY, 'utf8'));
  await writeFile(join(folder, 'policy.json'), JSON.stringify(withMinimum(policy, minimumAssurance)));
  await writeFile(join(folder, 'anchors.pem'), world.anchor);
  return {
    SECURE_SEND_POLICY: join(folder, 'policy.json'),
    SECURE_SEND_DATA: folder,
    SECURE_SEND_DNS: `127.0.0.1:${world.dnsPort}`,
    SECURE_SEND_EXTRA_ANCHORS: join(folder, 'anchors.pem'),
    SECURE_SEND_PROBE_TIMEOUT_MS: '8000',
    SECURE_SEND_DEADLINE_MS: '12000',
    SECURE_SEND_LOG: 'silent',
    ...groundSettings(world, ground),
    ...settings,
  };
}

function groundSettings(world: MailWorld, { smtpPort, webPort }: Ground): Record<string, string> {
  if (smtpPort === 25) return {};
  const ports = (hosts: readonly string[], port: number) => hosts.map((host) => `${host}:${port}`).join(',');
  return {
    SECURE_SEND_ALLOW_PRIVATE: 'true',
    SECURE_SEND_SMTP_PORTS: ports(world.mailHosts, smtpPort),
    SECURE_SEND_WEB_PORTS: ports(world.webHosts, webPort),
  };
}

function withMinimum(policy: unknown, minimumAssurance: TlsAssurance): unknown {
  if (typeof policy !== 'object' || policy === null) throw new Error('The example policy is no object.');
  return {
    ...policy,
    tls: { personalData: 'confirm', minimumAssurance },
    consumerDomains: { additional: ['consumer.open.test'] },
  };
}
