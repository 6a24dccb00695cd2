import { teamsHighContrastTheme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import type { Theme } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Appearance, OutlookClient } from '../outlook/ports.ts';

type Client = Pick<OutlookClient, 'appearance' | 'onAppearanceChanged'>;

/** Fluent's theme for Outlook's colours as they are now. */
export function useAppearance(client: Client): Theme {
  const [appearance, setAppearance] = useState(() => client.appearance());
  useEffect(() => {
    const stop = client.onAppearanceChanged(() => setAppearance(client.appearance()));
    stop.catch(() => undefined);
    return () => {
      stop.then((unsubscribe) => unsubscribe()).catch(() => undefined);
    };
  }, [client]);
  return themeFor(appearance);
}

export function themeFor({ isDark, isHighContrast }: Appearance): Theme {
  if (isHighContrast) return teamsHighContrastTheme;
  return isDark ? webDarkTheme : webLightTheme;
}
