import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { packages } from 'virtual:licences';
import { useStrings } from '../../stores/stores';

/** What others have written of the app, with its licences. Loaded when it is looked at. */
export default function Licences(): ReactNode {
  const { settings } = useStrings();
  return (
    <>
      <Text size="sm" mb="sm">
        {settings.licencesText}
      </Text>
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
