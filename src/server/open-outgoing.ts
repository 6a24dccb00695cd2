import { readFileSync } from 'node:fs';
import { readOrUndefined } from './adapters/certificate-check.ts';
import type { Resolver } from './adapters/dns.ts';
import { createOutgoing } from './adapters/outgoing.ts';
import type { Outgoing } from './adapters/outgoing.ts';
import { readCertificateFile } from './adapters/pem.ts';
import { AppError } from './app-error.ts';
import type { Settings } from './config.ts';

/** What fetches lists and policies of others, as settings allow. */
export function openOutgoing(settings: Settings, resolver: Resolver): Outgoing {
  return createOutgoing({
    async resolve(host, signal) {
      const answer = await resolver.addresses(host, signal);
      return answer.kind === 'found' ? answer.records : [];
    },
    ports: settings.webPorts,
    extraAnchors: readExtraAnchors(settings.extraAnchors),
    allowPrivate: settings.allowPrivate,
  });
}

/** The certificates of a file, each in PEM; none when no file is named. Throws when the file holds anything else. */
export function readExtraAnchors(path: string): readonly string[] {
  if (path === '') return [];
  const anchors = readFile(path).map(readOrUndefined);
  if (anchors.length === 0) throw invalid(path, 'in which there is no certificate');
  return anchors.map((anchor) => {
    if (anchor === undefined) throw invalid(path, 'in which something is not a certificate');
    return anchor.x509.toString();
  });
}

function readFile(path: string): readonly Buffer[] {
  try {
    return readCertificateFile(readFileSync(path));
  } catch (cause) {
    throw invalid(path, 'which cannot be read', cause);
  }
}

function invalid(path: string, what: string, cause?: unknown): AppError {
  const message = `SECURE_SEND_EXTRA_ANCHORS is "${path}", ${what}. Set it to a PEM file of certificates, or leave it out.`;
  return new AppError('settings.invalid', message, { cause });
}
