import { ResultCodeError } from 'ldapts';
import type { Client, SearchOptions, SearchResult } from 'ldapts';
import { AppError } from '../app-error.ts';
import { connectLdap } from './ldap-connection.ts';
import type { LdapConnection, LdapServer } from './ldap-connection.ts';
import { within } from './within.ts';

/** A few kept connections to one directory, shared by all questions. Opens none until asked. */
export interface LdapPool {
  /** Rejects with what the server or the network says, or with the signal's reason. */
  search(base: string, options: SearchOptions, signal: AbortSignal): Promise<SearchResult>;
  close(): void;
}

interface Lane {
  readonly connection: LdapConnection;
  /** Once it is ready. */
  client: Client | undefined;
  /** Questions under way. */
  open: number;
  /** Bytes that have come in since an answer was complete. */
  unread: number;
  trouble: Error | undefined;
}

const CONNECTIONS = 4;
/** What may come in without completing an answer; more is no directory of certificates any more. */
const MOST_BYTES = 8_000_000;

/**
 * A connection that broke is replaced, and what was under way on it is asked once more. A question that gets no answer in
 * time takes its connection out of use, but leaves the other questions on it theirs.
 */
export function createLdapPool(server: LdapServer): LdapPool {
  const lanes = new Set<Lane>();
  let isClosed = false;
  const search = async (
    wanted: Parameters<LdapPool['search']>,
    isSecondTry = false,
  ): Promise<SearchResult> => {
    const [base, options, signal] = wanted;
    signal.throwIfAborted();
    if (isClosed) throw new Error('the directory was closed');
    const lane = chooseLane(lanes) ?? openLane(server, lanes);
    lane.open++;
    try {
      lane.client ??= await within(lane.connection.isReady, signal);
      return await within(lane.client.search(base, options), signal);
    } catch (cause) {
      if (lane.client !== undefined && cause instanceof ResultCodeError) throw cause;
      lanes.delete(lane);
      if (signal.aborted) throw cause;
      // Behind an answer that cannot be read, parts of others may be lost, which would then look complete.
      lane.connection.close(new Error('the connection broke'));
      if (lane.client === undefined || isSecondTry) throw lane.trouble ?? cause;
    } finally {
      lane.open--;
      lane.unread = 0;
      if (lane.open === 0 && !lanes.has(lane)) lane.connection.close(new Error('no longer used'));
    }
    return search(wanted, true);
  };
  return {
    search: (...wanted) => search(wanted),
    close() {
      isClosed = true;
      for (const lane of lanes) lane.connection.close(new Error('the directory was closed'));
      lanes.clear();
    },
  };
}

/** One that nothing is under way on; when all are busy and no more may be opened, the least busy. */
function chooseLane(lanes: ReadonlySet<Lane>): Lane | undefined {
  let least: Lane | undefined;
  for (const lane of lanes) if (least === undefined || lane.open < least.open) least = lane;
  return least?.open === 0 || lanes.size >= CONNECTIONS ? least : undefined;
}

function openLane(server: LdapServer, lanes: Set<Lane>): Lane {
  const connection = connectLdap(server, {
    onClose: () => lanes.delete(lane),
    onData: (count) => {
      lane.unread += count;
      if (lane.unread <= MOST_BYTES) return;
      lane.trouble = new AppError('directory.too-large', 'The answer is too large.');
      connection.close(lane.trouble);
    },
  });
  const lane: Lane = { connection, client: undefined, open: 0, unread: 0, trouble: undefined };
  lanes.add(lane);
  return lane;
}
