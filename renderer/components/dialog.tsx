import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';

/** A modal dialog. Escape or the close button closes the dialog and returns the focus. */
export function Dialog(props: {
  readonly isOpen: boolean;
  readonly title: string;
  readonly closeLabel: string;
  readonly size?: 'md' | 'lg';
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      size={props.size ?? 'md'}
      centered
      closeButtonProps={{ 'aria-label': props.closeLabel }}
    >
      {props.children}
    </Modal>
  );
}
