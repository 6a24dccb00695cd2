import { Dropdown, Field, Option, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { transportTextsFor } from '../../../domain/text/transport/language.ts';
import { TRANSPORTS } from '../../../domain/transport.ts';
import type { Transport } from '../../../domain/transport.ts';
import type { RecipientLine } from '../../model/types.ts';
import { SAMPLE_ADDRESSES } from '../../world/addresses.ts';
import { sampleRecipient } from '../people.ts';
import { withRecipients } from '../recipients/resolve-recipients.ts';
import { useLanguage, useTexts } from '../text/language.ts';
import { useMailWindow } from '../use-mail-window.ts';
import { SampleRow } from './SampleRow.tsx';

/** Every class and reason of the sample world, to be tried with one click. */
export function SampleAddresses(): ReactElement {
  const mail = useMailWindow();
  const texts = useTexts();
  const language = useLanguage();
  const styles = useStyles();
  const [chosen, setChosen] = useState<Transport>();
  const words = transportTextsFor(language).transport;
  const add = (id: string, line: RecipientLine): void => {
    if (mail.currentDraft() === undefined) mail.newMail();
    mail.edit((draft) => ({ ...draft, [line]: withRecipients(draft[line], [sampleRecipient(id)]) }));
  };
  return (
    <section aria-labelledby="sample-addresses">
      <h3 id="sample-addresses" className={styles.title}>
        {texts.drawer.addresses}
      </h3>
      <p className={styles.hint}>{texts.drawer.addressesHint}</p>
      <Field className={styles.filter} label={texts.drawer.filter}>
        <Dropdown
          size="small"
          value={chosen === undefined ? texts.drawer.all : words[chosen]}
          selectedOptions={[chosen ?? 'all']}
          onOptionSelect={(_, { optionValue }) => {
            setChosen(TRANSPORTS.find((transport) => transport === optionValue));
          }}
        >
          <Option value="all">{texts.drawer.all}</Option>
          {TRANSPORTS.map((transport) => (
            <Option key={transport} value={transport}>
              {words[transport]}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <ul className={styles.list}>
        {SAMPLE_ADDRESSES.filter(({ transport }) => chosen === undefined || transport === chosen).map(
          (sample) => (
            <SampleRow
              key={sample.id}
              sample={sample}
              word={words[sample.transport]}
              onAdd={(line) => {
                add(sample.id, line);
              }}
            />
          ),
        )}
      </ul>
    </section>
  );
}

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  hint: { margin: '2px 0 8px', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  filter: { paddingBottom: '8px' },
  list: {
    maxHeight: '340px',
    margin: 0,
    padding: 0,
    overflowY: 'auto',
    listStyleType: 'none',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
});
