import { Alert, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ListColumn, CustomerFileFormat } from '../../../../preload/contract';
import { CUSTOMER_FIELDS } from '../../../../preload/contract/customers';
import { columnWithCaption } from '../../../../preload/contract/list-columns';
import { Dialog } from '../../../components/dialog';
import { useList, useListQuery, useRows, useStrings, useCustomerFile } from '../../../stores/stores';
import { formatNumber } from '../../../strings/format';
import { columnName } from '../list/list-cells';

const FORMATS: readonly CustomerFileFormat[] = ['xlsx', 'csv', 'vcard'];
const WHICH = ['shown', 'all'] as const;

/** The dialog for the format and the columns of a customer file. */
export function CustomerFileDialog(): ReactNode {
  const strings = useStrings();
  const { customerFiles: texts, customers, errors, notes } = strings;
  const { selection, isBusy, error, leave, save } = useCustomerFile((state) => state);
  const total = useRows((state) => state.total) ?? 0;
  const shown = useListQuery((state) => state.columns);
  const { captions, toldOfPersonalData } = useList((state) => state);
  const [format, setFormat] = useState<CustomerFileFormat>('xlsx');
  const [which, setWhich] = useState<(typeof WHICH)[number]>('shown');
  const count = selection?.kind === 'chosen' ? selection.ids.length : total;
  const listed = customers.total(count, formatNumber(count, strings));
  const columns = (): readonly ListColumn[] =>
    which === 'shown'
      ? shown.map(({ column }) => column)
      : [...CUSTOMER_FIELDS, 'change', ...captions.map(columnWithCaption)];
  return (
    <Dialog
      isOpen={selection !== null}
      onClose={leave}
      title={texts.title(selection?.kind === 'customer' ? selection.name : listed)}
      closeLabel={texts.cancel}
    >
      <Stack gap="md">
        <Radio.Group label={texts.format} value={format} onChange={(value) => setFormat(value)}>
          <Stack gap="xs" mt={6}>
            {FORMATS.map((one) => (
              <Radio
                key={one}
                value={one}
                label={texts.formats[one]}
                description={texts.formatHints[one]}
                data-testid={`take-${one}`}
              />
            ))}
          </Stack>
        </Radio.Group>
        {format === 'vcard' ? null : (
          <Radio.Group label={texts.which} value={which} onChange={(value) => setWhich(value)}>
            <Group gap="lg" mt={6}>
              {WHICH.map((one) => (
                <Radio key={one} value={one} label={texts.whichColumns[one]} data-testid={`take-${one}`} />
              ))}
            </Group>
          </Radio.Group>
        )}
        {toldOfPersonalData ? null : (
          <Alert color="orange" p="sm" data-testid="personal-data">
            {texts.personal}
          </Alert>
        )}
        <Text size="sm" c="red" role="alert">
          {error === null ? '' : `${errors[error.code].title}. ${errors[error.code].advice}`}
        </Text>
      </Stack>
      <Group justify="flex-end" mt="md">
        <Text size="xs" c="var(--app-quiet)" role="status">
          {isBusy ? texts.saving : ''}
        </Text>
        <Button variant="default" onClick={leave}>
          {texts.cancel}
        </Button>
        <Button
          loading={isBusy}
          data-testid="file-save"
          onClick={() =>
            void save(
              format,
              columns().map((column) => ({ column, caption: columnName(column, strings) })),
              which === 'all' ? { text: notes.title, dueOn: notes.recall } : null,
            )
          }
        >
          {texts.save}
        </Button>
      </Group>
    </Dialog>
  );
}

/** The path of the saved file, or an error that occurred outside the dialog. */
export function CustomerFileNotice(): ReactNode {
  const strings = useStrings();
  const { customerFiles: texts, customers, errors } = strings;
  const { selection, saved, error, showSaved, dismiss } = useCustomerFile((state) => state);
  if (selection !== null || (saved === null && error === null)) {
    return null;
  }
  const text =
    error === null
      ? saved === null
        ? ''
        : texts.saved(
            saved.customers,
            customers.total(saved.customers, formatNumber(saved.customers, strings)),
            saved.path,
          )
      : `${errors[error.code].title}. ${errors[error.code].advice}`;
  return (
    <Alert
      color={error === null ? 'green' : 'red'}
      p="xs"
      mx={20}
      mb={10}
      role={error === null ? 'status' : 'alert'}
      withCloseButton
      closeButtonLabel={texts.dismiss}
      onClose={dismiss}
      data-testid="file-saved"
    >
      <Group gap="sm" justify="space-between">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {text}
        </Text>
        {saved === null || error !== null ? null : (
          <Button size="compact-xs" variant="light" data-testid="file-show" onClick={() => void showSaved()}>
            {texts.show}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
