import { useState } from 'react';
import { MEMORY } from '../outlook/ports.ts';
import { choicesUnder } from '../domain/decision.ts';
import type { SenderChoices } from '../domain/decision.ts';
import type { Override } from '../domain/override.ts';
import type { Pane, PanePorts } from './use-pane.ts';
import { useRemoval } from './use-removal.ts';
import type { Removal } from './use-removal.ts';
import type { Command } from './view-types.ts';

export interface Commands {
  /** Resolves when the command is done and the draft is read again. */
  readonly perform: (command: Command) => Promise<void>;
  readonly removal: Removal;
  /** The last thing the sender asked for could not be done. */
  readonly hasFailed: boolean;
}

/** What the clicks do: write the sender's choices to the draft, change recipients, ask again. */
export function useCommands({ client, watch, store, files }: PanePorts, pane: Pane): Commands {
  const removal = useRemoval(pane.item);
  const [hasFailed, setFailed] = useState(false);

  const storedChoices = (): SenderChoices => {
    const watched = watch.current();
    const made = watched.kind === 'read' ? watched.choices : undefined;
    return made ?? choicesUnder(pane.policy.policy, undefined);
  };
  const choose = async (change: Change): Promise<void> => {
    if (watch.current().kind === 'read') await watch.choose(changed(storedChoices(), change));
  };

  const run = async (command: Command): Promise<void> => {
    switch (command.kind) {
      case 'switchSecureMode':
        return choose({ secureMode: command.isOn, confirmed: undefined });
      case 'declarePersonalData':
        return choose({ declaresPersonalData: command.isDeclared ? true : undefined, confirmed: undefined });
      case 'override':
        return choose({ overrides: overridesWith(command, storedChoices()), confirmed: undefined });
      case 'undoOverride':
        return choose({ overrides: overridesWithout(command.key, storedChoices()), confirmed: undefined });
      case 'confirm':
        return choose({ confirmed: command.confirmation });
      case 'takeBack':
        return choose({ confirmed: undefined });
      case 'chooseMailbox':
        await choose({ mailbox: command.address });
        return client.remember(MEMORY.mailbox, command.address);
      case 'changeMailbox':
        return choose({ mailbox: undefined });
      case 'removeRecipients':
        await removal.remove(command.recipients);
        return watch.refresh();
      case 'undoRemoval':
        await removal.undo();
        return watch.refresh();
      case 'forgetRemoval':
        return removal.forget();
      case 'retry':
        pane.policy.retry();
        files.retry();
        return store.retry();
      case 'checkAgain':
        return store.checkAgain(command.address);
      case 'showFindings':
        return undefined;
    }
  };

  const perform = async (command: Command): Promise<void> => {
    setFailed(false);
    try {
      await run(command);
    } catch {
      setFailed(true);
    }
  };

  return { perform, removal, hasFailed };
}

type Change = { readonly [Key in keyof SenderChoices]?: SenderChoices[Key] | undefined };

/** The choices with some of them made anew; undefined takes one back. */
function changed(before: SenderChoices, change: Change): SenderChoices {
  const { secureMode, mailbox, declaresPersonalData, overrides = [], confirmed } = { ...before, ...change };
  return {
    secureMode: secureMode ?? before.secureMode,
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(declaresPersonalData === undefined ? {} : { declaresPersonalData }),
    ...(overrides.length === 0 ? {} : { overrides }),
    ...(confirmed === undefined ? {} : { confirmed }),
  };
}

function overridesWith({ key, reason }: Override, choices: SenderChoices): readonly Override[] {
  return [...overridesWithout(key, choices), { key, reason }];
}

function overridesWithout(key: string, { overrides = [] }: SenderChoices): readonly Override[] {
  return overrides.filter((override) => override.key !== key);
}
