import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode, SyntheticEvent } from 'react';
import type { SavedView } from '../../../../preload/contract';
import { VIEW_NAME_LENGTH } from '../../../../preload/contract/values';
import { Dialog } from '../../../components/dialog';
import { useList, useStrings } from '../../../stores/stores';

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The dialog that saves the current list as a view. */
export function SaveView({ isOpen, onClose }: DialogProps): ReactNode {
  const { views: texts } = useStrings();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={texts.saveTitle} closeLabel={texts.cancel}>
      <SaveForm onClose={onClose} />
    </Dialog>
  );
}

/** The dialog to rename, overwrite, delete and restore views. */
export function ManageViews({ isOpen, onClose }: DialogProps): ReactNode {
  const { views: texts } = useStrings();
  const { views, deleted, restoreView } = useList((state) => state);
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={texts.label} closeLabel={texts.done} size="lg">
      <Stack gap="xs">
        {views.map((view) => (
          <ViewRow key={view.name} view={view} />
        ))}
      </Stack>
      <Group justify="space-between" mt="lg">
        <Group gap="xs" role="status">
          {deleted === null ? null : (
            <>
              <Text size="sm">{texts.deleted(deleted.name)}</Text>
              <Button size="compact-sm" variant="light" data-testid="view-undo" onClick={restoreView}>
                {texts.undo}
              </Button>
            </>
          )}
        </Group>
        <Button onClick={onClose}>{texts.done}</Button>
      </Group>
    </Dialog>
  );
}

function SaveForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { views: texts } = useStrings();
  const { views, saveView } = useList((state) => state);
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const isTaken = views.some((view) => view.name === name);
  const save = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (name !== '') {
      saveView(name);
      onClose();
    }
  };
  return (
    <form onSubmit={save}>
      <Text size="sm" mb="sm">
        {texts.hint}
      </Text>
      <TextInput
        label={texts.name}
        description={texts.nameHint}
        maxLength={VIEW_NAME_LENGTH}
        data-autofocus
        data-testid="view-name"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Text size="xs" mt={6} mih={20} role="status">
        {isTaken ? texts.replaces : ''}
      </Text>
      <Group justify="flex-end" mt="sm">
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button type="submit" disabled={name === ''} data-testid="view-save-confirm">
          {isTaken ? texts.replace : texts.save}
        </Button>
      </Group>
    </form>
  );
}

/** A view with its editable name and its actions. */
function ViewRow({ view }: { readonly view: SavedView }): ReactNode {
  const { views: texts } = useStrings();
  const { views, renameView, saveView, deleteView } = useList((state) => state);
  const [typed, setTyped] = useState(view.name);
  const name = typed.trim();
  const isTaken = name !== view.name && views.some((one) => one.name === name);
  const rename = (): void => {
    if (name === '' || isTaken) {
      setTyped(view.name);
    } else if (name !== view.name) {
      renameView(view.name, name);
    }
  };
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start" data-testid="view-row">
      <TextInput
        flex={1}
        aria-label={texts.rename(view.name)}
        maxLength={VIEW_NAME_LENGTH}
        value={typed}
        error={isTaken ? texts.taken : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={rename}
        onKeyDown={(event) => event.key === 'Enter' && rename()}
      />
      <ActionIcon
        size="input-sm"
        variant="default"
        aria-label={texts.overwrite(view.name)}
        title={texts.overwrite(view.name)}
        onClick={() => saveView(view.name)}
      >
        <IconDeviceFloppy size={16} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        size="input-sm"
        variant="default"
        aria-label={texts.remove(view.name)}
        title={texts.remove(view.name)}
        onClick={() => deleteView(view.name)}
      >
        <IconTrash size={16} aria-hidden="true" />
      </ActionIcon>
    </Group>
  );
}
