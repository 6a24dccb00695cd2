/**
 * Runs in a network and with mounts of its own (`unshare --net --mount`), where port 25 and public addresses are free
 * to use: starts the mail world, has our service and posttls-finger say what they make of its domains, and prints both
 * as JSON.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { classifyCases } from './classify-domains.ts';
import { MAIL_DOMAINS, nameOf } from './mail-domains.ts';
import type { MailDomainName } from './mail-domains.ts';
import { startMailWorld } from './mail-world.ts';
import { judgeDomain } from './tls-judge.ts';

const ADDRESSES = 60;
const JUDGES = 4;
const addressOf = (index: number) => `185.199.${index}.1`;
const folder = mkdtempSync(join(tmpdir(), 'sealed-world-'));

function openNetwork(): void {
  const ip = (...args: string[]) => execFileSync('ip', args);
  ip('link', 'set', 'lo', 'up');
  for (let index = 0; index < ADDRESSES; index++) ip('addr', 'add', `${addressOf(index)}/32`, 'dev', 'lo');
  const resolvers = join(folder, 'resolv.conf');
  writeFileSync(resolvers, 'nameserver 127.0.0.1\noptions trust-ad edns0\n');
  execFileSync('mount', ['--bind', resolvers, '/etc/resolv.conf']);
}

openNetwork();
const ground = { addressOf, smtpPort: 25, webPort: 443, dnsPort: 53 };
const world = await startMailWorld(ground);
try {
  const anchors = join(folder, 'anchors.pem');
  writeFileSync(anchors, world.anchor);
  const answers = await classifyCases({ world, ground });
  const names = Object.keys(MAIL_DOMAINS) as MailDomainName[]; // its keys are exactly these
  const judgements = await pLimit(JUDGES).map(names, async (name) => [
    nameOf(name),
    await judgeDomain(name, { configuration: world.postfixConfiguration, anchors }),
  ]);
  console.log(JSON.stringify({ answers: [...answers], judgements }));
} finally {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
}
