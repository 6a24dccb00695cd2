import { useCallback, useEffect, useState } from 'react';
import { isAborted, isRefused, refusalOf } from './api-error.ts';

export type Searched<Reply> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'refused'; readonly query: string; readonly code: string | undefined }
  | { readonly kind: 'done'; readonly reply: Reply };

export interface Search<Reply> {
  readonly result: Searched<Reply>;
  readonly retry: () => void;
}

export interface SearchQuestion<Reply> {
  /** Undefined = nothing is asked yet. Must keep its identity between renders. */
  readonly query: string | undefined;
  readonly ask: (query: string, signal: AbortSignal) => Promise<Reply>;
  /** Wait for the person to stop typing. */
  readonly delayMs: number;
}

type Answered<Reply> = { readonly of: string; readonly result: Searched<Reply> };

/** Asks when the query changes; an answer to an earlier query is never shown. */
export function useSearch<Reply>({ query, ask, delayMs }: SearchQuestion<Reply>): Search<Reply> {
  const [attempt, setAttempt] = useState(0);
  const [answered, setAnswered] = useState<Answered<Reply>>();
  const of = `${attempt}:${query ?? ''}`;
  useEffect(() => {
    if (query === undefined) return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      ask(query, controller.signal)
        .then((reply) => setAnswered({ of, result: { kind: 'done', reply } }))
        .catch((error: unknown) => {
          if (isAborted(error)) return;
          if (isRefused(error))
            setAnswered({ of, result: { kind: 'refused', query, code: refusalOf(error) } });
          else setAnswered({ of, result: { kind: 'failed' } });
        });
    }, delayMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [query, ask, delayMs, of]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  if (query === undefined) return { result: { kind: 'idle' }, retry };
  return { result: answered?.of === of ? answered.result : { kind: 'loading' }, retry };
}
