import { ActionIcon, Button, Group, Menu, Stack, Text, TextInput } from '@mantine/core';
import { IconBookmark, IconChevronDown, IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode, SyntheticEvent } from 'react';
import type { SavedView } from '../../../../preload/contract';
import { VIEW_NAME_LENGTH } from '../../../../preload/contract/values';
import { Dialog } from '../../../components/dialog';
import { isShown } from '../../../stores/list-store';
import { useList, useQuestion, useStrings } from '../../../stores/stores';

/** The agent's own views of the list: filters, order and columns under a name. */
export function SavedViews(): ReactNode {
  const { views: texts } = useStrings();
  const { views, applyView } = useList((state) => state);
  const current = useQuestion((state) => views.find((view) => isShown(view, state))?.name ?? null);
  const [open, setOpen] = useState<'save' | 'manage' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <Menu
        position="bottom-end"
        width={300}
        returnFocus
        withinPortal={false}
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            maw={220}
            leftSection={<IconBookmark size={15} aria-hidden="true" />}
            rightSection={<IconChevronDown size={14} aria-hidden="true" />}
            data-testid="views-open"
          >
            {current ?? texts.open}
          </Button>
        </Menu.Target>
        <Menu.Dropdown aria-label={texts.label}>
          {views.map(({ name }) => (
            <Menu.Item
              key={name}
              data-testid="view-item"
              fw={name === current ? 600 : 400}
              onClick={() => applyView(name)}
            >
              {name}
            </Menu.Item>
          ))}
          {views.length === 0 ? null : <Menu.Divider />}
          <Menu.Item data-testid="view-save" onClick={() => setOpen('save')}>
            {texts.saveNow}
          </Menu.Item>
          {views.length === 0 ? null : (
            <Menu.Item data-testid="views-manage" onClick={() => setOpen('manage')}>
              {texts.manage}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Dialog isOpen={open === 'save'} onClose={close} title={texts.saveTitle} closeLabel={texts.cancel}>
        <SaveForm onClose={close} />
      </Dialog>
      <Dialog
        isOpen={open === 'manage'}
        onClose={close}
        title={texts.label}
        closeLabel={texts.done}
        size="lg"
      >
        <Stack gap="xs">
          {views.map((view) => (
            <ViewRow key={view.name} view={view} />
          ))}
        </Stack>
        <Group justify="flex-end" mt="lg">
          <Button onClick={close}>{texts.done}</Button>
        </Group>
      </Dialog>
    </>
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

/** A view with what can be done to it: its name is written over in place. */
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
