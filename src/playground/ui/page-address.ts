import { SCENES } from '../scenes.ts';
import { PARAMETERS } from './settings.ts';

const SCENE = 'scene';

/** Something that the address asks for and that there is not. */
export interface AddressMistake {
  readonly parameter: string;
  readonly value: string;
  readonly valid: readonly string[];
}

/** What of the page's address was not understood; the page shows its usual self instead. */
export function addressMistakes(search: string): readonly AddressMistake[] {
  const query = new URLSearchParams(search);
  const known = [
    { name: SCENE, values: SCENES.map(({ name }): string => name) },
    ...Object.values(PARAMETERS),
  ];
  return known.flatMap(({ name: parameter, values }) => {
    const value = query.get(parameter);
    const isKnown = value === null || values.some((each) => each === value);
    return isKnown ? [] : [{ parameter, value, valid: values }];
  });
}

/** The scene of a deep link; null when the address names none. */
export function sceneInAddress(): string | null {
  return new URLSearchParams(location.search).get(SCENE);
}

/** The address follows the scene, so that it can be copied and reloaded. */
export function keepScene(name: string | undefined): void {
  const url = new URL(location.href);
  if (name === undefined) url.searchParams.delete(SCENE);
  else url.searchParams.set(SCENE, name);
  history.replaceState(null, '', url);
}

export function isPaneAskedFor(): boolean {
  return new URLSearchParams(location.search).get('pane') === 'open';
}
