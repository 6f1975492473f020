import { Accordion, Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DiagnosticFile } from '../../../preload/contract';
import { Dialog } from '../../components/dialog';
import { useStrings, useSupport } from '../../stores/stores';
import { formatNumber } from '../../strings/format';
import type { Strings } from '../../strings/it';
import classes from './sync-view.module.css';

/** Shows the diagnostics files for support and saves them. Any screen can open it. */
export function Diagnostics(): ReactNode {
  const strings = useStrings();
  const { diagnostics, banner, errors } = strings;
  const { isOpen, files, isSaved, error, close, save } = useSupport((state) => state);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={diagnostics.title}
      closeLabel={diagnostics.cancel}
      size="lg"
    >
      <Text size="sm" mb="md">
        {diagnostics.privacy}
      </Text>
      {files === null ? (
        <Text size="sm" role="status">
          {diagnostics.gathering}
        </Text>
      ) : (
        <Files files={files} strings={strings} />
      )}
      <Group justify="flex-end" mt="lg">
        <Text size="sm" role="status">
          {isSaved ? diagnostics.saved : ''}
        </Text>
        <Text size="sm" c="red" role="alert">
          {error === null ? '' : errors[error.code].title}
        </Text>
        <Button variant="default" onClick={close}>
          {isSaved ? banner.dismiss : diagnostics.cancel}
        </Button>
        <Button
          disabled={files === null || files.length === 0}
          data-testid="diagnostics-save"
          onClick={() => void save()}
        >
          {diagnostics.save}
        </Button>
      </Group>
    </Dialog>
  );
}

function Files(props: { readonly files: readonly DiagnosticFile[]; readonly strings: Strings }): ReactNode {
  const { diagnostics } = props.strings;
  return (
    <Accordion variant="contained" data-testid="diagnostics-files">
      {props.files.map(({ name, text }) => (
        <Accordion.Item key={name} value={name}>
          <Accordion.Control>
            <Group justify="space-between" wrap="nowrap" pr="xs">
              <span>
                <Text size="sm" fw={600}>
                  {diagnostics.files[isOwnKind(name) ? name : 'log']}
                </Text>
                <Text size="xs" c="var(--app-quiet)">
                  {name}
                </Text>
              </span>
              <Text size="xs" c="var(--app-quiet)" className="tabular">
                {diagnostics.size(formatNumber(Math.ceil(text.length / 1_000), props.strings))}
              </Text>
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            <pre className={classes['file']} tabIndex={0}>
              {text}
            </pre>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function isOwnKind(
  name: DiagnosticFile['name'],
): name is Exclude<DiagnosticFile['name'], `archibald-agent${string}`> {
  return !name.endsWith('.log');
}
