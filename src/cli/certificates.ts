import { isAbsolute, resolve } from 'node:path';
import { createCertificateStore } from '../server/adapters/certificate-store.ts';
import type { CertificateStore } from '../server/adapters/certificate-store.ts';
import { openDatabase } from '../server/adapters/database.ts';
import { createTrustAnchors } from '../server/adapters/trust-anchors.ts';
import { readSettings } from '../server/config.ts';
import { needsDatabase } from '../server/open-directories.ts';
import { readPolicyFile } from '../server/policy-file.ts';
import { addCertificates } from './certificates/add.ts';
import { splitArguments } from './arguments.ts';
import { asksForHelp } from './help.ts';
import { UsageError } from './usage-error.ts';

const USAGE = `Usage:
  secure-send certificates add FILE…           add recipients' certificates from PEM or DER files
  secure-send certificates list                all that were added
  secure-send certificates remove FINGERPRINT  by SHA-256, as list shows it`;
const HELP = `${USAGE}

Each prints one JSON line per certificate. The service finds them in a directory of kind "uploads" in the policy.
Settings are those of the service, such as SECURE_SEND_POLICY (src/server/README.md); call it as the service's own user.
Ends with 1 when something could not be added or removed.`;

type Action = (store: CertificateStore, args: readonly string[]) => Promise<number>;

const ACTIONS: Readonly<Record<string, Action>> = { add, list, remove };

/** Certificates that IT adds by hand; there is no way to add them over HTTP. Answers the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  if (asksForHelp(args)) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const { options, operands } = splitArguments(args);
  const [name = '', ...rest] = operands;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) throw new UsageError(`certificates needs add, list or remove.\n${USAGE}`);
  const [option] = options;
  if (option !== undefined) throw new UsageError(`certificates has no option "${option}".\n${USAGE}`);
  if ((name === 'list') !== (rest.length === 0)) {
    throw new UsageError(`certificates ${name} is called otherwise.\n${USAGE}`);
  }
  const database = await openDatabase(readSettings(process.env).database);
  try {
    return await action(createCertificateStore(database), rest);
  } finally {
    await database.destroy();
  }
}

async function add(store: CertificateStore, files: readonly string[]): Promise<number> {
  const settings = readSettings(process.env);
  const policy = readPolicyFile(settings.policy);
  if (!needsDatabase(policy)) {
    complain(
      'The policy does not look at added certificates. Put {"kind": "uploads", "name": "…"} into "certificateDirectories".',
    );
  }
  const paths = policy.certificateTrustAnchors.map((path) =>
    isAbsolute(path) ? path : resolve(settings.data, path),
  );
  const anchors = await createTrustAnchors(paths)();
  return addCertificates(files, { store, anchors, now: new Date(), print, complain });
}

async function list(store: CertificateStore): Promise<number> {
  for (const { address, fingerprint, addedAt } of await store.list()) {
    const role = address === '' ? { isIssuer: true } : { address };
    print({ ...role, fingerprint, addedAt: addedAt.toISOString() });
  }
  return 0;
}

async function remove(store: CertificateStore, [given = '', ...more]: readonly string[]): Promise<number> {
  const digits = given.replaceAll(':', '').toUpperCase();
  if (more.length > 0 || !/^[0-9A-F]{64}$/.test(digits)) {
    throw new UsageError(`Give one SHA-256 fingerprint, as "certificates list" shows it.\n${USAGE}`);
  }
  const fingerprint = digits.replace(/..(?!$)/g, '$&:');
  const count = await store.remove(fingerprint);
  if (count === 0) {
    complain(
      'There is no added certificate with this fingerprint. "certificates list" shows those that are.',
    );
    return 1;
  }
  print({ fingerprint, outcome: 'removed' });
  return 0;
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function complain(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
