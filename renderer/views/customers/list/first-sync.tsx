import { Progress, Stack, Text, Title } from '@mantine/core';
import { IconCircle, IconCircleCheck, IconCircleDot } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SyncProgress, SyncStage } from '../../../../preload/contract';
import { SYNC_STAGES } from '../../../../preload/contract/sync';
import { formatMegabytes, formatNumber } from '../../../strings/format';
import type { Strings } from '../../../strings/it';
import classes from './first-sync.module.css';

interface Props {
  readonly progress: SyncProgress;
  readonly strings: Strings;
}

/** Shows the stages of the first sync instead of the list: done, current and coming ones. */
export function FirstSync({ progress, strings }: Props): ReactNode {
  const { customers, banner } = strings;
  const { stage, attempt, maxAttempts, fraction } = progress;
  const current = stage === 'waiting' ? -1 : SYNC_STAGES.indexOf(stage);
  return (
    <div className={classes['place']} data-testid="first-sync">
      <Stack gap="md" className={classes['card']}>
        <div>
          <Title order={2} size="h5">
            {customers.emptySyncing}
          </Title>
          <Text size="sm" c="var(--app-quiet)" mt={4}>
            {customers.firstSyncText}
          </Text>
        </div>
        <Progress value={fraction * 100} size="sm" aria-label={customers.emptySyncing} />
        <ol className={classes['steps']}>
          {SYNC_STAGES.map((step, index) => (
            <Step key={step} state={index < current ? 'done' : index === current ? 'current' : 'coming'}>
              {banner.stages[step]}
              <Amount step={step} progress={progress} strings={strings} />
            </Step>
          ))}
        </ol>
        {attempt > 1 || stage === 'waiting' ? (
          <Text size="sm" className={classes['sentence']}>
            {stage === 'waiting' ? `${banner.stages.waiting} · ` : ''}
            {banner.attempt(attempt, maxAttempts)}
          </Text>
        ) : null}
      </Stack>
    </div>
  );
}

const ICONS = { done: IconCircleCheck, current: IconCircleDot, coming: IconCircle };

function Step(props: { readonly state: keyof typeof ICONS; readonly children: ReactNode }): ReactNode {
  const Icon = ICONS[props.state];
  return (
    <li data-state={props.state} aria-current={props.state === 'current' ? 'step' : undefined}>
      <Icon size={18} stroke={1.8} aria-hidden="true" />
      <span className={classes['sentence']}>{props.children}</span>
    </li>
  );
}

/** The progress within the current stage, if it can be measured. */
function Amount(props: {
  readonly step: SyncStage;
  readonly progress: SyncProgress;
  readonly strings: Strings;
}): ReactNode {
  const { step, progress, strings } = props;
  const { stage, bytesReceived, customersRead, customersExpected } = progress;
  if (step !== stage) {
    return null;
  }
  if (step === 'download' && bytesReceived > 0) {
    return <> · {formatMegabytes(bytesReceived, strings)}</>;
  }
  if (step === 'read' && customersRead > 0) {
    const read = formatNumber(customersRead, strings);
    const isKnown = customersExpected !== null && customersExpected >= customersRead;
    return (
      <>
        {' · '}
        {isKnown
          ? strings.banner.count(read, formatNumber(customersExpected, strings))
          : strings.banner.countOnly(read)}
      </>
    );
  }
  return null;
}
