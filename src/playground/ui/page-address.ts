const SCENE = 'scene';

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
