import {
  Button,
  Toolbar,
  ToolbarButton,
  ToolbarDivider,
  Tooltip,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Attach20Regular } from '@fluentui/react-icons/svg/attach';
import { Delete20Regular } from '@fluentui/react-icons/svg/delete';
import { Save20Regular } from '@fluentui/react-icons/svg/save';
import { TextBold20Regular } from '@fluentui/react-icons/svg/text-bold';
import { TextBulletListLtr20Regular } from '@fluentui/react-icons/svg/text-bullet-list-ltr';
import { TextItalic20Regular } from '@fluentui/react-icons/svg/text-italic';
import { TextNumberListLtr20Regular } from '@fluentui/react-icons/svg/text-number-list-ltr';
import { TextUnderline20Regular } from '@fluentui/react-icons/svg/text-underline';
import type { ReactElement } from 'react';
import type { ManifestPaneCommand } from '../../host/types.ts';
import { formatText } from '../body/format-text.ts';
import type { FormatCommand } from '../body/format-text.ts';
import { FOCUS_STOPS } from '../pane/leave-pane.ts';
import { useTexts } from '../text/language.ts';

interface RibbonProps {
  readonly commands: readonly ManifestPaneCommand[];
  readonly openCommandId: string | undefined;
  readonly onCommand: (command: ManifestPaneCommand) => void;
  readonly onAttach: () => void;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** Commands of the compose window; the add-in's stand at the end, as in Outlook on the web. */
export function Ribbon(props: RibbonProps): ReactElement {
  const texts = useTexts();
  const styles = useStyles();
  const words = texts.ribbon;
  return (
    <Toolbar className={styles.ribbon} aria-label={words.label}>
      <Action label={words.attach} icon={<Attach20Regular />} onClick={props.onAttach} />
      <Action label={words.save} icon={<Save20Regular />} onClick={props.onSave} />
      <Action label={words.discard} icon={<Delete20Regular />} onClick={props.onDiscard} />
      <ToolbarDivider />
      <Action label={words.bold} icon={<TextBold20Regular />} onClick={format('bold')} />
      <Action label={words.italic} icon={<TextItalic20Regular />} onClick={format('italic')} />
      <Action label={words.underline} icon={<TextUnderline20Regular />} onClick={format('underline')} />
      <span className={styles.lists}>
        <Action
          label={words.bullets}
          icon={<TextBulletListLtr20Regular />}
          onClick={format('insertUnorderedList')}
        />
        <Action
          label={words.numbers}
          icon={<TextNumberListLtr20Regular />}
          onClick={format('insertOrderedList')}
        />
      </span>
      <span className={styles.gap} />
      {props.commands.map((command, index) => (
        <Tooltip
          key={command.controlId}
          relationship="description"
          content={`${command.tipTitle}. ${command.tipText}`}
        >
          <Button
            appearance={props.openCommandId === command.commandId ? 'secondary' : 'subtle'}
            {...(index === 0 ? { id: FOCUS_STOPS.afterPane } : {})}
            aria-pressed={props.openCommandId === command.commandId}
            className={styles.command}
            icon={<img className={styles.icon} src={command.icons[32] ?? command.icons[16]} alt="" />}
            onClick={() => {
              props.onCommand(command);
            }}
          >
            {command.label}
          </Button>
        </Tooltip>
      ))}
    </Toolbar>
  );
}

function Action(props: {
  readonly label: string;
  readonly icon: ReactElement;
  readonly onClick: () => void;
}): ReactElement {
  return (
    <Tooltip relationship="label" content={props.label}>
      <ToolbarButton
        icon={props.icon}
        onClick={props.onClick}
        onMouseDown={(event) => {
          // The body keeps its selection while a button is pressed.
          event.preventDefault();
        }}
      />
    </Tooltip>
  );
}

function format(command: FormatCommand): () => void {
  return () => {
    formatText(command);
  };
}

const useStyles = makeStyles({
  ribbon: {
    minHeight: '44px',
    paddingInline: tokens.spacingHorizontalM,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    containerType: 'inline-size',
  },
  /** Where the window is narrow these go first; the add-in's own button always stays. */
  lists: { display: 'flex', '@container (max-width: 470px)': { display: 'none' } },
  command: { flexShrink: 0, whiteSpace: 'nowrap' },
  gap: { flexGrow: 1 },
  icon: { width: '20px', height: '20px' },
});
