import { Field, Radio, RadioGroup, Slider } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { FAULT_MODES } from '../faults.ts';
import { useTexts } from '../text/language.ts';
import { useMailWindow, useMailWindowState } from '../use-mail-window.ts';

/** What goes wrong between the add-in and the world. */
export function NetworkControls(): ReactElement {
  const mail = useMailWindow();
  const { fault, isFaultRefused, settings } = useMailWindowState();
  const texts = useTexts();
  return (
    <>
      <Field
        label={texts.drawer.network}
        {...(isFaultRefused ? { validationMessage: texts.drawer.faultsAway } : {})}
      >
        <RadioGroup
          value={fault}
          onChange={(_, { value }) => {
            const mode = FAULT_MODES.find((each) => each === value);
            if (mode !== undefined) void mail.setFault(mode);
          }}
        >
          {FAULT_MODES.map((mode) => (
            <Radio
              key={mode}
              value={mode}
              label={
                mode === 'slow'
                  ? `${texts.drawer.faults.slow} (${texts.drawer.milliseconds(settings.slowness)})`
                  : texts.drawer.faults[mode]
              }
            />
          ))}
        </RadioGroup>
        {fault === 'slow' && (
          <Slider
            aria-label={texts.drawer.faults.slow}
            min={500}
            max={10_000}
            step={500}
            value={settings.slowness}
            onChange={(_, { value }) => {
              mail.changeSettings({ slowness: value });
            }}
          />
        )}
      </Field>
      <Field label={`${texts.drawer.latency}: ${texts.drawer.milliseconds(settings.latency)}`}>
        <Slider
          min={0}
          max={2000}
          step={50}
          value={settings.latency}
          onChange={(_, { value }) => {
            mail.changeSettings({ latency: value });
          }}
        />
      </Field>
    </>
  );
}
