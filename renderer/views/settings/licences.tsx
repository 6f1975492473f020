import { Button, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { packages } from 'virtual:licences';
import { useStrings } from '../../stores/stores';
import classes from './settings.module.css';

/** The third-party packages with their licences and, on request, the texts. Loaded lazily. */
export default function Licences(): ReactNode {
  const { settings } = useStrings();
  const [texts, setTexts] = useState<string | null>(null);
  const readTexts = async (): Promise<void> => {
    const answer = await fetch('notices.txt').catch(() => null);
    setTexts(answer?.ok === true ? await answer.text() : settings.licencesMissing);
  };
  return (
    <>
      <Text size="sm" mb="sm">
        {settings.licencesText}
      </Text>
      {texts === null ? (
        <Button
          variant="light"
          size="xs"
          mb="sm"
          data-testid="licences-read"
          onClick={() => void readTexts()}
        >
          {settings.licencesTexts}
        </Button>
      ) : (
        <pre className={classes['notices']} data-testid="licences-texts" tabIndex={0}>
          {texts}
        </pre>
      )}
      <Table data-testid="licences">
        <Table.Tbody>
          {packages.map(({ name, version, licence }) => (
            <Table.Tr key={`${name}@${version}`}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>{version}</Table.Td>
              <Table.Td>{licence}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
