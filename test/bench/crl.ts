import { sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readCertificate } from '../../src/server/adapters/certificate-fields.ts';
import type { CertificateFields } from '../../src/server/adapters/certificate-fields.ts';
import { openDatabase } from '../../src/server/adapters/database.ts';
import { DER, childrenOf, writeDer } from '../../src/server/adapters/der.ts';
import { askRevocationList, readRevocationList } from '../../src/server/adapters/revocation-list.ts';
import type { RevocationList } from '../../src/server/adapters/revocation-list.ts';
import { createSignedDocuments } from '../../src/server/adapters/signed-documents.ts';
import { readSettings } from '../../src/server/config.ts';
import { openKeep } from '../../src/server/open-keep.ts';
import { makeAuthority, makeCertificate } from '../support/certificates.ts';
import type { Keyed } from '../support/certificates.ts';
import { judge, median } from './figure.ts';
import type { Figure } from './figure.ts';

const ENTRIES = 50_000;
const ROUNDS = 9;
const DAY_MS = 86_400_000;
const URL = 'http://lists.example/large.crl';

/**
 * A revocation list of 50,000 entries as the service takes it in: read, verified, asked, and written where it outlives
 * the process; and how long that keeps the event loop from anything else. The floor is one pass over the same octets,
 * their SHA-256, which no verification can do without; and the longest time that nothing ran while there was nothing
 * to do for as long, since a busy machine takes the processor away.
 */
export async function benchRevocationList(): Promise<readonly Figure[]> {
  const authority = await makeAuthority();
  const issuer = readCertificate(authority.der);
  const subject = readCertificate((await makeCertificate({ issuer: authority, key: 'ec' })).der);
  const list = makeList(authority);
  const lists = await openLists(list, issuer);
  const times = {
    ours: [] as number[],
    floor: [] as number[],
    blocked: [] as number[],
    idle: [] as number[],
  };
  for (let round = 0; round < ROUNDS; round++) {
    const watch = watchLoop();
    const start = performance.now();
    const found = await lists.take();
    const answer = found && (await askRevocationList(found.document, subject, []));
    const taken = performance.now() - start;
    times.ours.push(taken);
    times.blocked.push(await watch.stop());
    if (answer?.state !== 'good') throw new Error('The bench’s list was not read.');
    times.floor.push(await digestTime(list));
    const idle = watchLoop();
    await wait(taken);
    times.idle.push(await idle.stop());
  }
  await lists.close();
  const name = `CRL of ${String(ENTRIES)} entries`;
  return [
    judge(
      {
        name: `${name}: read, verified, kept, asked`,
        unit: 'ms',
        ours: median(times.ours),
        floor: median(times.floor),
      },
      { on: 'ours', atMost: 150 },
    ),
    judge(
      {
        name: `${name}: longest time nothing else ran`,
        unit: 'ms',
        ours: median(times.blocked),
        floor: median(times.idle),
      },
      { on: 'ours', atMost: 20 },
    ),
  ];
}

/** Lists kept as in the service, in a database file; a day goes by before each is taken, so that it is fetched anew. */
async function openLists(list: Buffer, issuer: CertificateFields) {
  const folder = await mkdtemp(join(tmpdir(), 'secure-send-bench-'));
  const settings = { ...readSettings({}), database: join(folder, 'bench.sqlite') };
  const database = await openDatabase(settings.database);
  let now = Date.parse('2026-01-02T00:00:00Z');
  const clock = () => new Date(now);
  const kept = openKeep(settings, { clock, database });
  const lists = createSignedDocuments<RevocationList>({
    area: 'crl',
    keep: kept.keep,
    clock,
    mostBytes: 100_000_000,
  });
  return {
    take() {
      now += DAY_MS + 1;
      const read = (bytes: Buffer) => readRevocationList(bytes, issuer);
      return lists.take({ key: URL, url: URL, fetch: async () => list, read });
    },
    async close() {
      await kept.close();
      await database.destroy();
      await rm(folder, { recursive: true });
    },
  };
}

/** The longest gap between two turns of the event loop. */
function watchLoop() {
  let longest = 0;
  let last = performance.now();
  let isOver = false;
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    async stop() {
      isOver = true;
      await new Promise((resolve) => setImmediate(resolve));
      return longest;
    },
  };
}

async function digestTime(bytes: Buffer): Promise<number> {
  const start = performance.now();
  await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  return performance.now() - start;
}

/** A list as a national authority has it: 16 octets of number, a date and a reason in each entry. */
function makeList(authority: Keyed): Buffer {
  const issuer = readCertificate(authority.der);
  const ecdsaSha256 = writeDer(
    DER.sequence,
    writeDer(DER.objectIdentifier, Buffer.from('2a8648ce3d040302', 'hex')),
  );
  const time = (text: string) => writeDer(DER.utcTime, Buffer.from(text));
  const reason = writeDer(
    DER.sequence,
    writeDer(
      DER.sequence,
      writeDer(DER.objectIdentifier, Buffer.from('551d15', 'hex')),
      writeDer(DER.octetString, Buffer.from('0a0101', 'hex')),
    ),
  );
  const entries = Array.from({ length: ENTRIES }, (_entry, index) => {
    const number = Buffer.alloc(16, 0x5a);
    number.writeUInt32BE(index * 40_503, 8);
    return writeDer(DER.sequence, writeDer(DER.integer, number), time('260101000000Z'), reason);
  });
  const content = writeDer(
    DER.sequence,
    writeDer(DER.integer, Buffer.from([1])),
    ecdsaSha256,
    issuer.subject,
    time('260101000000Z'),
    time('361231000000Z'),
    writeDer(DER.sequence, Buffer.concat(entries)),
  );
  if (childrenOf({ content }).length !== 1) throw new Error('The bench’s list is none.');
  const signature = sign('sha256', content, authority.keyPem);
  return writeDer(DER.sequence, content, ecdsaSha256, writeDer(DER.bitString, Buffer.from([0]), signature));
}
