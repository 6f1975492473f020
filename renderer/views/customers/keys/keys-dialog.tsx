import { Kbd, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from '../../../components/dialog';
import { altKey, shortcut } from '../../../keys';
import { hasPortal } from '../../../stores/settings-store';
import { useSettings, useStrings, useUi } from '../../../stores/stores';
import type { Strings } from '../../../strings/it';
import classes from './keys-dialog.module.css';

type Explained = keyof Strings['keys']['actions'];

/** Returns each action with its alternative keys. */
function keysOf({ keys }: Strings): readonly (readonly [Explained, readonly string[]])[] {
  return [
    ['next', ['J', altKey('↓')]],
    ['previous', ['K', altKey('↑')]],
    ['call', ['C']],
    ['note', ['N']],
    ['recall', ['R']],
    ['portal', ['P']],
    ['star', ['S']],
    ['search', [shortcut('K'), shortcut('F')]],
    ['list', ['↑ ↓', keys.enter]],
    ['choose', [`${keys.shift}+↑ ↓`, keys.space]],
    ['leave', ['Esc']],
    ['print', [shortcut('P')]],
    ['update', [shortcut('R')]],
    ['screens', [`${shortcut('1')} … 4`]],
    ['help', ['?']],
  ];
}

export function KeysDialog(): ReactNode {
  const strings = useStrings();
  const { keys } = strings;
  const { areKeysShown, showKeys } = useUi((state) => state);
  const isPortalThere = useSettings(({ snapshot }) => hasPortal(snapshot));
  return (
    <Dialog isOpen={areKeysShown} title={keys.title} closeLabel={keys.close} onClose={() => showKeys(false)}>
      <dl className={classes['keys']} data-testid="keys">
        {keysOf(strings)
          .filter(([action]) => action !== 'portal' || isPortalThere)
          .map(([action, names]) => (
            <div key={action}>
              <dt>{keys.actions[action]}</dt>
              <dd>
                {names.map((name, index) => (
                  <span key={name}>
                    {index === 0 ? '' : ` ${keys.or} `}
                    <Kbd>{name}</Kbd>
                  </span>
                ))}
              </dd>
            </div>
          ))}
      </dl>
      <Text size="xs" c="var(--app-quiet)">
        {keys.hint}
      </Text>
    </Dialog>
  );
}
