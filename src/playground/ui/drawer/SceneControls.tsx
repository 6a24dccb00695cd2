import { Button, Dropdown, Field, Option, makeStyles, tokens } from '@fluentui/react-components';
import { PersonTag20Regular } from '@fluentui/react-icons/svg/person-tag';
import type { ReactElement } from 'react';
import { CPR_SENTENCE, SCENES, findScene } from '../../scenes.ts';
import { keepScene, sceneInAddress } from '../page-address.ts';
import { escapeHtml } from '../body/sanitise-html.ts';
import { useTexts } from '../text/language.ts';
import { useMailWindow, useOpenDraft } from '../use-mail-window.ts';

export function SceneControls(): ReactElement {
  const mail = useMailWindow();
  const draft = useOpenDraft();
  const texts = useTexts();
  const styles = useStyles();
  const current = findScene(sceneInAddress())?.name;
  return (
    <div className={styles.controls}>
      <Field label={texts.drawer.scenes} hint={texts.drawer.scenesHint}>
        <Dropdown
          placeholder={texts.drawer.chooseScene}
          defaultValue={current ?? ''}
          defaultSelectedOptions={current === undefined ? [] : [current]}
          onOptionSelect={(_, { optionValue }) => {
            const scene = findScene(optionValue ?? null);
            if (scene === undefined) return;
            keepScene(scene.name);
            void mail.openScene(scene);
          }}
        >
          {SCENES.map(({ name }) => (
            <Option key={name} value={name}>
              {name}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <Button
        className={styles.insert}
        icon={<PersonTag20Regular />}
        disabled={draft === undefined}
        onClick={() => {
          mail.edit((now) => ({ ...now, bodyHtml: `${now.bodyHtml}<div>${escapeHtml(CPR_SENTENCE)}</div>` }));
        }}
      >
        {texts.drawer.insertCpr}
      </Button>
    </div>
  );
}

const useStyles = makeStyles({
  controls: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  insert: { alignSelf: 'flex-start', textAlign: 'left' },
});
