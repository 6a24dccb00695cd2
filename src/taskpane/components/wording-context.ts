import { createContext, useContext } from 'react';
import { wordingFor } from '../text/pane-text.ts';
import type { Wording } from '../text/pane-text.ts';

export const WordingContext = createContext<Wording>(wordingFor('en'));

/** The pane's words in the person's language. */
export function useWording(): Wording {
  return useContext(WordingContext);
}
