import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';

/** A question or a list over the screen; Escape and the cross leave it, and the focus goes back to where it was. */
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
