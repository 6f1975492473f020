import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';

const SHOWN_MS = 1_500;

/** A small button that copies a text and briefly confirms it. */
export function CopyAction(props: {
  readonly label: string;
  readonly copiedLabel: string;
  readonly className?: string | undefined;
  /** Copies the text; resolves to `false` if copying failed. */
  readonly onCopy: () => Promise<boolean>;
}): ReactNode {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    const timer = copied ? setTimeout(() => setCopied(false), SHOWN_MS) : undefined;
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? IconCheck : IconCopy;
  return (
    <Tooltip label={copied ? props.copiedLabel : props.label}>
      <ActionIcon
        className={props.className}
        size="sm"
        variant="subtle"
        color={copied ? 'green' : 'gray'}
        aria-label={copied ? props.copiedLabel : props.label}
        data-copied={copied || undefined}
        onClick={() => void props.onCopy().then(setCopied)}
      >
        <Icon size={14} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
