import { Center, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** The text in place of an empty list: the reason, and a way to continue. */
export function EmptyState(props: {
  readonly title: string;
  readonly text: string;
  readonly action?: ReactNode;
}): ReactNode {
  return (
    <Center h="100%" p="xl">
      <Stack align="center" gap={6}>
        <Text fw={600}>{props.title}</Text>
        <Text size="sm" c="var(--app-quiet)" ta="center">
          {props.text}
        </Text>
        {props.action}
      </Stack>
    </Center>
  );
}
