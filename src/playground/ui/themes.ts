import { teamsHighContrastTheme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import type { Theme } from '@fluentui/react-components';
import type { OfficeThemeColours } from '../host/types.ts';
import type { ThemeName } from './settings.ts';

export const FLUENT_THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: webLightTheme,
  dark: webDarkTheme,
  contrast: teamsHighContrastTheme,
};

/** The colours that Outlook would tell the add-in. */
export const OFFICE_THEMES: Readonly<Record<ThemeName, OfficeThemeColours>> = {
  light: {
    bodyBackgroundColor: '#ffffff',
    bodyForegroundColor: '#242424',
    controlBackgroundColor: '#f5f5f5',
    controlForegroundColor: '#242424',
  },
  dark: {
    bodyBackgroundColor: '#292929',
    bodyForegroundColor: '#ffffff',
    controlBackgroundColor: '#1f1f1f',
    controlForegroundColor: '#ffffff',
  },
  contrast: {
    bodyBackgroundColor: '#000000',
    bodyForegroundColor: '#ffffff',
    controlBackgroundColor: '#000000',
    controlForegroundColor: '#ffffff',
  },
};
