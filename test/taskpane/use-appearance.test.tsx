import { teamsHighContrastTheme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { act, renderHook } from '@testing-library/react';
import { useAppearance } from '../../src/taskpane/use-appearance.ts';
import { fakeOutlook } from '../support/fake-outlook.ts';

describe('the colours of the pane', () => {
  it('follow Outlook: light, dark, high contrast', () => {
    const outlook = fakeOutlook();
    const { result } = renderHook(() => useAppearance(outlook));
    expect(result.current).toBe(webLightTheme);
    act(() => outlook.setAppearance({ isDark: true, isHighContrast: false }));
    expect(result.current).toBe(webDarkTheme);
    act(() => outlook.setAppearance({ isDark: true, isHighContrast: true }));
    expect(result.current).toBe(teamsHighContrastTheme);
  });
});
