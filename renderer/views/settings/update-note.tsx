import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { UpdateState } from '../../../preload/contract';
import { useStrings } from '../../stores/stores';
import type { Strings } from '../../strings/it';

/** The source of app updates, or the progress of the current one; nothing if there is none. */
export function UpdateNote({ update }: { readonly update: UpdateState }): ReactNode {
  const { settings } = useStrings();
  const sentence = sentenceOf(update, settings);
  return sentence === null ? null : (
    <Text size="sm" mt="sm" role={update.kind === 'refused' ? 'alert' : 'status'} data-testid="update">
      {sentence}
    </Text>
  );
}

function sentenceOf(update: UpdateState, settings: Strings['settings']): string | null {
  switch (update.kind) {
    case 'none':
      return null;
    case 'elsewhere':
      return settings.updateElsewhere[update.reason];
    case 'refused':
      return settings.updateRefused;
    case 'fetching':
      return settings.updateFetching(update.version);
    case 'ready':
      return settings.updateReady(update.version);
  }
}
