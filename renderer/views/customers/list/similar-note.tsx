import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useRowsParts, useStrings } from '../../../stores/stores';

/** Says that the list holds near misses: all that it shows, or what comes after what was found. */
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
