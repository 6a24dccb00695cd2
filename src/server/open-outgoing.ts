import { readFileSync } from 'node:fs';
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

/** The certificates of a PEM file, each in PEM; none when no file is named. */
export function readExtraAnchors(path: string): readonly string[] {
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
