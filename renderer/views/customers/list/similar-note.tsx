import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useRowsParts, useStrings } from '../../../stores/stores';

/** The note that all or the last listed customers match only approximately. */
export function SimilarNote(): ReactNode {
  const { customers } = useStrings();
  const { similarFrom } = useRowsParts('similarFrom');
  return similarFrom === null ? null : (
    <Text
      component="span"
      size="xs"
      fw={600}
      c="var(--app-quiet)"
      data-testid="similar-results"
      role="status"
    >
      {similarFrom === 0 ? customers.similarOnly : customers.similarToo}
    </Text>
  );
}
