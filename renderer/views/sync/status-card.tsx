import { Button, Menu, Text, Title } from '@mantine/core';
import {
  IconAlertTriangle,
  IconChevronDown,
  IconCircleCheck,
  IconCircleDashed,
  IconHandStop,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError, SyncHealth, SyncStatus } from '../../../preload/contract';
import { PAUSE_LENGTHS } from '../../../preload/contract/sync';
import { useNow, useSettings, useStrings, useSync, useUi } from '../../stores/stores';
import { formatAgo, formatComing, formatRecently, formatUntil } from '../../strings/format';
import type { Strings } from '../../strings/it';
import { FREQUENCY_PRESETS, frequencyRange } from '../settings/frequency-presets';
import { cardState } from '../sync-banner/banner-state';
import { AlertActions } from '../sync-banner/sync-alert';
import { useAlert } from '../sync-banner/use-alert';
import classes from './status-card.module.css';

const HEALTH_LOOKS: Readonly<
  Record<SyncHealth, { readonly color: string; readonly Icon: typeof IconCircleCheck }>
> = {
  unknown: { color: 'gray', Icon: IconCircleDashed },
  healthy: { color: 'green', Icon: IconCircleCheck },
  failing: { color: 'yellow', Icon: IconAlertTriangle },
  degraded: { color: 'orange', Icon: IconAlertTriangle },
  blocked: { color: 'red', Icon: IconHandStop },
  'foreign-network': { color: 'gray', Icon: IconCircleDashed },
};

/** The states whose icon already indicates a problem. */
const UNHEALTHY: readonly SyncHealth[] = ['failing', 'degraded', 'blocked'];

export function HealthIcon(props: { readonly health: SyncHealth; readonly size: number }): ReactNode {
  const { color, Icon } = HEALTH_LOOKS[props.health];
  return (
    <Icon
      size={props.size}
      className={classes['icon']}
      color={`var(--mantine-color-${color}-6)`}
      aria-hidden="true"
    />
  );
}

/** The card that shows whether syncing works, the remedy if not, and the next run. */
export function StatusCard({ status }: { readonly status: SyncStatus }): ReactNode {
  const strings = useStrings();
  const { sync, header } = strings;
  const now = useNow();
  const alert = useAlert(cardState);
  const { health, lastSuccessTime: last } = status.metrics;
  const updated =
    last === null
      ? header.never
      : sync.updatedAt(formatAgo(last, now, strings), formatRecently(last, now, strings));
  return (
    <section className={classes['card']} data-tone={alert?.tone} aria-label={sync.health}>
      <HealthIcon
        health={alert?.tone === 'bad' && !UNHEALTHY.includes(health) ? 'degraded' : health}
        size={26}
      />
      <div
        className={classes['words']}
        aria-live="polite"
        data-testid={alert === null ? undefined : 'sync-alert'}
      >
        <Title order={2} className={classes['title']}>
          {alert === null ? sync.healths[health] : alert.title}
        </Title>
        {alert === null ? (
          <Text size="sm">{updated}</Text>
        ) : (
          <>
            <Text size="sm">{alert.text}</Text>
            <div className={classes['ways']}>
              <AlertActions actions={alert.actions} />
            </div>
          </>
        )}
      </div>
      <div className={classes['plan']}>
        <Next status={status} strings={strings} />
        <div className={classes['buttons']}>
          <FrequencyMenu />
          <PauseMenu pause={status.pause} />
        </div>
      </div>
    </section>
  );
}

/** The time of the next run, or the reason why none is planned. */
function Next({ status, strings }: { readonly status: SyncStatus; readonly strings: Strings }): ReactNode {
  const now = useNow();
  const { sync, banner } = strings;
  const { nextSyncAt, hold, pause } = status;
  if (nextSyncAt !== null) {
    return (
      <Text size="sm" title={formatComing(nextSyncAt, now, strings)}>
        {sync.nextSync} <strong data-testid="metric-next">{formatUntil(nextSyncAt, now, strings)}</strong>
      </Text>
    );
  }
  if (hold?.reason === 'paused') {
    const until = pause?.until ?? null;
    return (
      <Text size="sm" fw={600} data-testid="metric-next">
        {until === null ? sync.paused : banner.pausedUntil(formatComing(until, now, strings))}
      </Text>
    );
  }
  const reason = sync.holds[hold?.reason === 'obstacle' ? hold.code : (hold?.reason ?? 'no-account')];
  const isDated = hold !== null && 'until' in hold;
  return (
    <Text size="sm" fw={600} data-testid="metric-next" title={isDated ? reason : undefined}>
      {isDated ? sync.goesOn(formatComing(hold.until, now, strings)) : sync.notPlanned(reason)}
    </Text>
  );
}

/** The menu of sync frequencies; the settings also accept other numbers of minutes. */
function FrequencyMenu(): ReactNode {
  const { settings, errors } = useStrings();
  const snapshot = useSettings((state) => state.snapshot);
  const change = useSettings((state) => state.change);
  const open = useUi((state) => state.open);
  const [error, setError] = useState<AppError | null>(null);
  if (snapshot === null) {
    return null;
  }
  const minutes = snapshot.preferences.frequencyMinutes;
  const { min, max } = frequencyRange(snapshot.managed.frequencyMinutes);
  const preset = FREQUENCY_PRESETS.find((one) => Number(one) === minutes);
  const isFixed = min === max;
  return (
    <>
      <Text size="xs" c="red" role="alert">
        {error === null ? '' : errors[error.code].title}
      </Text>
      <CardMenu
        label={preset === undefined ? settings.everyMinutes(minutes) : settings.presets[preset]}
        title={isFixed ? settings.managed : settings.frequency}
        testId="frequency-menu"
        isDisabled={isFixed}
      >
        {FREQUENCY_PRESETS.filter((one) => Number(one) >= min && Number(one) <= max).map((one) => (
          <Menu.Item
            key={one}
            data-testid={`frequency-${one}`}
            onClick={() => void change({ frequencyMinutes: Number(one) }).then(setError)}
          >
            {settings.presets[one]}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => open('settings')}>{settings.presets.custom}</Menu.Item>
      </CardMenu>
    </>
  );
}

function PauseMenu({ pause: current }: { readonly pause: SyncStatus['pause'] }): ReactNode {
  const { pause: texts } = useStrings();
  const { pause, resume } = useSync((state) => state);
  if (current !== null) {
    return (
      <Button
        size="compact-sm"
        className={classes['button']}
        data-testid="pause-end"
        onClick={() => void resume()}
      >
        {texts.resume}
      </Button>
    );
  }
  return (
    <CardMenu label={texts.title} title={texts.hint} testId="pause-menu">
      {PAUSE_LENGTHS.map((length) => (
        <Menu.Item key={length} data-testid={`pause-${length}`} onClick={() => void pause(length)}>
          {texts.lengths[length]}
        </Menu.Item>
      ))}
    </CardMenu>
  );
}

function CardMenu(props: {
  readonly label: string;
  readonly title: string;
  readonly testId: string;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const { label, title, testId, isDisabled = false, children } = props;
  return (
    <Menu position="bottom-end" returnFocus withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          className={classes['button']}
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
          disabled={isDisabled}
          title={title}
          data-testid={testId}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
