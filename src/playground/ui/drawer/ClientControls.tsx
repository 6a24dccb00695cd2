import { Dropdown, Field, Option, Radio, RadioGroup } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { LANGUAGES } from '../../../domain/policy.ts';
import { PROFILE_IDS, THEMES } from '../settings.ts';
import { LANGUAGE_NAMES, useTexts } from '../text/language.ts';
import { useMailWindow, useMailWindowState } from '../use-mail-window.ts';

/** Which Outlook the add-in finds itself in. */
export function ClientControls(): ReactElement {
  const mail = useMailWindow();
  const { settings } = useMailWindowState();
  const texts = useTexts();
  return (
    <>
      <Field label={texts.drawer.client}>
        <Dropdown
          value={texts.clients[settings.profile]}
          selectedOptions={[settings.profile]}
          onOptionSelect={(_, { optionValue }) => {
            const profile = PROFILE_IDS.find((id) => id === optionValue);
            if (profile !== undefined) mail.changeSettings({ profile });
          }}
        >
          {PROFILE_IDS.map((id) => (
            <Option key={id} value={id}>
              {texts.clients[id]}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <Field label={texts.drawer.language}>
        <RadioGroup
          layout="horizontal"
          value={settings.language}
          onChange={(_, { value }) => {
            const language = LANGUAGES.find((each) => each === value);
            if (language !== undefined) mail.changeSettings({ language });
          }}
        >
          {LANGUAGES.map((language) => (
            <Radio key={language} value={language} label={LANGUAGE_NAMES[language]} />
          ))}
        </RadioGroup>
      </Field>
      <Field label={texts.drawer.theme}>
        <RadioGroup
          layout="horizontal"
          value={settings.theme}
          onChange={(_, { value }) => {
            const theme = THEMES.find((each) => each === value);
            if (theme !== undefined) mail.changeSettings({ theme });
          }}
        >
          {THEMES.map((theme) => (
            <Radio key={theme} value={theme} label={texts.drawer.themes[theme]} />
          ))}
        </RadioGroup>
      </Field>
    </>
  );
}
