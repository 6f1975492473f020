import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { UpdateState } from '../../../preload/contract';
import { useStrings } from '../../stores/stores';
import type { Strings } from '../../strings/it';

/** Where newer versions of the app come from, or how far the one that is coming is; nothing where there is nothing to say. */
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
