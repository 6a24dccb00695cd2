import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { addressMistakes } from './page-address.ts';
import { useTexts } from './text/language.ts';

/** Says in one line each what of the page's address was not understood. */
export function AddressMistakes(): ReactElement {
  const texts = useTexts();
  const [mistakes, setMistakes] = useState(() => addressMistakes(location.search));
  return (
    <>
      {mistakes.map((mistake) => (
        <MessageBar key={mistake.parameter} intent="warning" shape="square" layout="multiline">
          <MessageBarBody>
            {texts.address.unknown(mistake.parameter, mistake.value, mistake.valid.join(', '))}
          </MessageBarBody>
          <MessageBarActions
            containerAction={
              <Button
                appearance="transparent"
                size="small"
                icon={<Dismiss16Regular />}
                aria-label={texts.address.close}
                onClick={() => {
                  setMistakes(mistakes.filter((each) => each !== mistake));
                }}
              />
            }
          />
        </MessageBar>
      ))}
    </>
  );
}
