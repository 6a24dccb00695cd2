import { hasMethod } from './call.ts';
import type { Caller } from './call.ts';
import type { Unsubscribe } from './ports.ts';

type Done = (result: Office.AsyncResult<void>) => void;
type Listener = (event: unknown) => void;

/** What Office lets one listen to: the item, or the mailbox around it. */
export interface EventSource {
  readonly addHandlerAsync: (type: string, handler: Listener, done: Done) => void;
  readonly removeHandlerAsync: (type: string, done: Done) => void;
}

export interface OfficeEvent {
  /** The value in `Office.EventType`; older runtimes lack some of its names. */
  readonly type: string;
  readonly since: string;
}

/** Joins any number of listeners onto one Office handler per type: removing a handler removes all of its type. */
export type Subscriber = (event: OfficeEvent, listener: Listener) => Promise<Unsubscribe>;

interface Registration {
  readonly listeners: Set<Listener>;
  readonly registered: Promise<unknown>;
}

export function createSubscriber(source: EventSource, call: Caller): Subscriber {
  const registrations = new Map<string, Registration>();

  const register = ({ type, since }: OfficeEvent): Registration => {
    const listeners = new Set<Listener>();
    const registered = call<unknown>({
      name: `addHandlerAsync ${type}`,
      since,
      isPresent: () => hasMethod(source, 'addHandlerAsync'),
      start: (done) => {
        source.addHandlerAsync(type, (event) => [...listeners].forEach((listener) => listener(event)), done);
      },
    });
    return { listeners, registered };
  };

  return async (event, listener) => {
    const registration = registrations.get(event.type) ?? register(event);
    registrations.set(event.type, registration);
    registration.listeners.add(listener);
    try {
      await registration.registered;
    } catch (error) {
      registrations.delete(event.type);
      throw error;
    }
    return async () => {
      if (!registration.listeners.delete(listener) || registration.listeners.size > 0) return;
      registrations.delete(event.type);
      await unregister(source, call, event.type);
    };
  };
}

async function unregister(source: EventSource, call: Caller, type: string): Promise<void> {
  await call<unknown>({
    name: `removeHandlerAsync ${type}`,
    isPresent: () => hasMethod(source, 'removeHandlerAsync'),
    start: (done) => {
      source.removeHandlerAsync(type, done);
    },
  });
}
