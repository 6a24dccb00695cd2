import { Compile } from 'typebox/compile';
import { ProbeReply } from '../../contract/probe.ts';
import type { ProbeResult } from './weakest-address.ts';

/** Who asks for others has seen it itself. */
type OwnResult = Omit<ProbeResult, 'askedBy'>;

const reply = Compile(ProbeReply);

/** What one service tells another of a mail server; `parseProbeResult` reads it. */
export function formatProbeResult({ chains, unanswered, ...told }: OwnResult): ProbeReply {
  return {
    ...told,
    ...(chains === undefined ? {} : { chains: chains.map((chain) => chain.map(base64Of)) }),
    ...(unanswered === undefined ? {} : { unanswered: [...unanswered] }),
  };
}

/** Reads what another service told; undefined when any part of it is not as agreed. */
export function parseProbeResult(value: unknown): ProbeResult | undefined {
  if (!reply.Check(value)) return undefined;
  const { chains, ...told } = value;
  if (chains === undefined) return told;
  return { ...told, chains: chains.map((chain) => chain.map((der) => Buffer.from(der, 'base64'))) };
}

function base64Of(der: Buffer): string {
  return der.toString('base64');
}
