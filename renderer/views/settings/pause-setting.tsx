import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SyncStatus } from '../../../preload/contract';
import { PAUSE_LENGTHS } from '../../../preload/contract/sync';
import { useNow, useStrings, useSync } from '../../stores/stores';
import { formatComing } from '../../strings/format';

export function PauseSetting({ pause: current }: { readonly pause: SyncStatus['pause'] }): ReactNode {
  const strings = useStrings();
  const now = useNow();
  const { pause, resume } = useSync((state) => state);
  const texts = strings.pause;
  return (
    <>
      <Text size="sm" c="var(--app-quiet)" mb="sm" data-testid="pause-state">
        {current === null
          ? texts.hint
          : current.until === null
            ? texts.untilResumed
            : texts.until(formatComing(current.until, now, strings))}
      </Text>
      <Group gap="sm">
        {current === null ? (
          PAUSE_LENGTHS.map((length) => (
            <Button
              key={length}
              size="xs"
              variant="light"
              data-testid={`pause-${length}`}
              onClick={() => void pause(length)}
            >
              {texts.lengths[length]}
            </Button>
          ))
        ) : (
          <Button size="xs" data-testid="pause-end" onClick={() => void resume()}>
            {texts.resume}
          </Button>
        )}
      </Group>
    </>
  );
}
