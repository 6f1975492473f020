import { Button, CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useStrings } from '../../stores/stores';
import classes from './sync-banner.module.css';
import type { AlertAction } from './use-alert';
import { useAlert } from './use-alert';

/** The alert below the header with its remedies, in a live region for screen readers. */
export function SyncAlert(): ReactNode {
  const { banner } = useStrings();
  const alert = useAlert();
  return (
    <section aria-live="polite" aria-label={banner.alertLabel}>
      {alert === null ? null : <AlertLine testId="sync-alert" {...alert} />}
    </section>
  );
}

/** A line below the header with a message and its actions. */
export function AlertLine(props: {
  readonly tone: 'info' | 'bad';
  readonly testId: string;
  readonly title: string;
  readonly text: string;
  readonly actions: readonly AlertAction[];
  readonly onDismiss?: (() => void) | undefined;
}): ReactNode {
  const { banner } = useStrings();
  return (
    <div className={classes['alert']} data-tone={props.tone} data-testid={props.testId}>
      <p className={classes['sentence']}>
        <strong>{sentence(props.title)}</strong> <span>{props.text}</span>
      </p>
      <AlertActions actions={props.actions} />
      {props.onDismiss === undefined ? null : (
        <CloseButton aria-label={banner.dismiss} onClick={props.onDismiss} size="sm" />
      )}
    </div>
  );
}

/** Ends a title with a full stop, because another sentence follows it. */
function sentence(title: string): string {
  return /[.…!?]$/.test(title) ? title : `${title}.`;
}

/** The buttons of an alert, visually no heavier than its sentence. */
export function AlertActions({ actions }: { readonly actions: readonly AlertAction[] }): ReactNode {
  return actions.map(({ label, act }) => (
    <Button key={label} size="compact-sm" variant="default" className={classes['remedy']} onClick={act}>
      {label}
    </Button>
  ));
}
