import { createRemoteProbe } from './adapters/remote-probe.ts';
import { createSmtpProbe } from './adapters/smtp-probe.ts';
import type { OpenProbe } from './adapters/smtp-probe.ts';
import type { Dependency } from './admin/readiness.ts';
import type { Settings } from './config.ts';
import { readExtraAnchors } from './open-outgoing.ts';

/** This machine asks mail servers itself, or another service does it in its place. */
export function openProbe(settings: Settings): OpenProbe {
  const { probeUrl: origin, probeToken: token, probeTimeoutMs: timeoutMs } = settings;
  const extraAnchors = readExtraAnchors(settings.extraAnchors);
  if (origin !== '') return createRemoteProbe({ origin, token, extraAnchors, timeoutMs });
  return createSmtpProbe({
    ports: settings.smtpPorts,
    extraAnchors,
    timeoutMs,
    allowPrivate: settings.allowPrivate,
    ownName: new URL(settings.origin).hostname,
  });
}

/** What IT is told once, instead of every recipient’s sender. */
export function probeDependency(probe: OpenProbe, { probeUrl }: Settings): Dependency {
  return {
    name: 'mail servers',
    kind: 'mail-servers',
    check: (signal) => probe.check(signal),
    fix:
      probeUrl === ''
        ? 'Let this machine reach port 25, or set SECURE_SEND_PROBE_URL to a Secure Send service that can.'
        : 'Let SECURE_SEND_PROBE_URL name a Secure Send service that asks, with the same SECURE_SEND_PROBE_TOKEN.',
  };
}
