import { useEffect, useSyncExternalStore } from 'react';
import type { Answers, ClassificationStore } from './classification-store.ts';

/** The answers about these addresses, one by one as they come. */
export function useClassifications(store: ClassificationStore, addresses: readonly string[]): Answers {
  const key = JSON.stringify(addresses);
  useEffect(() => {
    const wanted: readonly string[] = readList(key);
    store.want(wanted);
  }, [store, key]);
  return useSyncExternalStore(store.subscribe, store.current);
}

function readList(key: string): readonly string[] {
  const value: unknown = JSON.parse(key);
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
