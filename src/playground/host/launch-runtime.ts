import type { ClientProfile, LaunchOutcome, SendFault } from '../model/types.ts';
import type { CommandCompletion } from './common-calls.ts';
import type { FrameLink } from './frame-link.ts';
import { COMMAND_INVOKED } from './item-events.ts';
import type { AddinManifest, LaunchEventName, LaunchRecord } from './types.ts';

/** office.js says this when nobody associated the function's name. */
const NOT_ASSOCIATED = 11101;
/** A page that has loaded speaks within milliseconds; silence this long after `load` means that it is not the add-in. */
const SILENCE_AFTER_LOAD_MS = 5000;
const POLL_MS = 20;

export interface LaunchRuntimeOptions {
  readonly manifest: AddinManifest;
  readonly profile: ClientProfile;
  readonly classicRuntimeUrl: string;
  readonly bootTimeoutMs: number;
  /** Puts a hidden frame into the page and links it. */
  readonly openFrame: (url: string) => FrameLink;
  readonly closeFrame: (link: FrameLink) => void;
}

/** The hidden frame in which launch events run: started at the first event, kept for the next. */
export interface LaunchRuntime {
  readonly raise: (
    name: LaunchEventName,
    payload: Readonly<Record<string, unknown>>,
  ) => Promise<LaunchOutcome>;
  readonly complete: (completion: CommandCompletion) => void;
  readonly records: () => readonly LaunchRecord[];
  readonly faults: () => readonly SendFault[];
  /** Takes the frame away; handlers that still run never get through. */
  readonly end: () => void;
}

interface RunningFrame {
  readonly link: FrameLink;
  readonly isReady: Promise<boolean>;
}

export function createLaunchRuntime(options: LaunchRuntimeOptions): LaunchRuntime {
  const waiting = new Map<string, (outcome: LaunchOutcome) => void>();
  const settled = new Set<string>();
  const records: LaunchRecord[] = [];
  const faults: SendFault[] = [];
  let running: RunningFrame | undefined;
  let lastCommand = 0;

  const start = (url: string): RunningFrame => {
    const link = options.openFrame(url);
    return { link, isReady: whenReady(link, options.bootTimeoutMs) };
  };

  const end = (): void => {
    if (running !== undefined) options.closeFrame(running.link);
    running = undefined;
    for (const settle of waiting.values()) settle({ kind: 'unavailable', why: 'notLoaded' });
    waiting.clear();
  };

  const invoke = async (functionName: string, event: object): Promise<LaunchOutcome> => {
    const url = runtimeUrl(options);
    if (url === undefined) return { kind: 'unavailable', why: 'notLoaded' };
    running ??= start(url);
    const frame = running;
    if (!(await frame.isReady)) {
      if (running === frame) end();
      return { kind: 'unavailable', why: 'notLoaded' };
    }
    const commandId = `command-${(lastCommand += 1)}`;
    return new Promise((resolve) => {
      waiting.set(commandId, resolve);
      frame.link.raise(COMMAND_INVOKED, [commandId, functionName, JSON.stringify(event)]);
    });
  };

  return {
    raise: async (name, payload) => {
      const launchEvent = options.manifest.launchEvents.find((each) => each.name === name);
      if (launchEvent === undefined) return { kind: 'unavailable', why: 'noLaunchEvent' };
      const position =
        records.push({ name, startedAt: Date.now(), endedAt: undefined, outcome: undefined }) - 1;
      const outcome = await invoke(launchEvent.functionName, { type: name, ...payload });
      const record = records[position];
      if (record !== undefined) records[position] = { ...record, endedAt: Date.now(), outcome };
      return outcome;
    },
    complete: ({ commandId, status, options: completionOptions }) => {
      if (settled.has(commandId)) faults.push({ code: 'completed-twice', detail: commandId });
      settled.add(commandId);
      waiting.get(commandId)?.(outcomeOf(status, completionOptions));
      waiting.delete(commandId);
    },
    records: () => records,
    faults: () => faults,
    end,
  };
}

function outcomeOf(status: number, options: Readonly<Record<string, unknown>>): LaunchOutcome {
  if (status === 0) return { kind: 'completed', options };
  return { kind: 'unavailable', why: status === NOT_ASSOCIATED ? 'notAssociated' : 'failed', status };
}

function runtimeUrl({ manifest, profile, classicRuntimeUrl }: LaunchRuntimeOptions): string | undefined {
  if (profile.eventRuntime === 'frame') return manifest.eventPageUrl;
  if (manifest.eventScriptUrl === undefined) return undefined;
  const url = new URL(classicRuntimeUrl, location.href);
  url.searchParams.set('script', manifest.eventScriptUrl);
  return url.href;
}

/** True once the page waits for commands; false when it does not come, or comes as something else. */
async function whenReady(link: FrameLink, timeoutMs: number): Promise<boolean> {
  const startedAt = Date.now();
  let loadedAt: number | undefined;
  let hasFailed = false;
  link.frame.addEventListener('error', () => {
    hasFailed = true;
  });
  link.frame.addEventListener('load', () => {
    loadedAt = Date.now();
  });
  while (Date.now() - startedAt < timeoutMs && link.frame.isConnected) {
    if (link.isRegistered(COMMAND_INVOKED)) return true;
    const isSilent =
      !link.hasSpoken() && loadedAt !== undefined && Date.now() - loadedAt > SILENCE_AFTER_LOAD_MS;
    if (isSilent || hasFailed) return false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return false;
}
