import { Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useSettings, useStrings } from '../../stores/stores';

/** The protection of the data on this computer, and their retention. */
export function DataProtectionFacts(): ReactNode {
  const { settings } = useStrings();
  const { protection, loadProtection, snapshot } = useSettings((state) => state);
  useEffect(() => void loadProtection(), [loadProtection]);
  const months = snapshot?.managed.retentionMonths ?? null;
  return (
    <Stack gap="xs">
      <Text size="sm">{settings.protectedByDisk}</Text>
      <Text size="sm" role="status" data-testid="disk-encryption">
        {protection === null ? settings.diskLooking : settings.disk[protection.disk]}
      </Text>
      {protection?.folder === 'open' ? (
        <Text size="sm" role="alert">
          {settings.folderOpen}
        </Text>
      ) : null}
      <Text size="sm">
        {months === null ? settings.retentionUnclear : settings.retention(String(months))}
      </Text>
    </Stack>
  );
}
