import { Button, Progress } from '@mantine/core';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { CustomerKind, SyncProgress } from '../../../preload/contract';
import { countCustomersOfKinds as countOfKinds, ownKinds, prospectKinds } from '../../stores/customer-kinds';
import { useNews, useNow, useListQuery, useStrings, useSync, useUi } from '../../stores/stores';
import { formatComing, formatRecently, formatMegabytes, formatNumber } from '../../strings/format';
import type { Strings } from '../../strings/it';
import type { BannerState } from './banner-state';
import { TRANSIENT_MS, bannerState, isGood, isTransient } from './banner-state';
import { DataAge } from './data-age';
import classes from './sync-banner.module.css';
import { useBannerFacts } from './use-banner-facts';

/**
 * The state of syncing in a reserved part of the header, so that nothing moves. It is a live region
 * for screen readers. Without news it shows only the age of the data.
 */
export function SyncBanner(): ReactNode {
  const strings = useStrings();
  const facts = useBannerFacts();
  const dismiss = useSync((state) => state.dismiss);
  const state = bannerState(facts);
  const transient = isTransient(state);
  const { justFinished } = facts;
  useEffect(() => {
    if (!transient) {
      return undefined;
    }
    const timer = setTimeout(dismiss, TRANSIENT_MS);
    return () => clearTimeout(timer);
  }, [transient, justFinished, dismiss]);

  return (
    <div className={classes['place']} data-tone={toneOf(state)}>
      <div role="status" aria-atomic="false" aria-label={strings.banner.label}>
        {state.kind === 'hidden' ? null : (
          <div data-testid="sync-banner">
            {state.kind === 'running' ? (
              <Running progress={state.progress} strings={strings} />
            ) : (
              <Title state={state} strings={strings} />
            )}
          </div>
        )}
      </div>
      {/* The banner after the first sync fills both lines, and its new data need no age. */}
      {state.kind === 'running' || state.kind === 'downloaded' ? null : <DataAge />}
    </div>
  );
}

function Title(props: {
  readonly state: Exclude<BannerState, { kind: 'hidden' | 'running' }>;
  readonly strings: Strings;
}): ReactNode {
  const { state, strings } = props;
  const now = useNow();
  const resume = useSync((sync) => sync.resume);
  // The customers of the first sync run are not news.
  const news = useNews((store) => store.customers);
  const kinds = useListQuery((query) => query.kindChoices);
  const open = useUi((ui) => ui.open);
  return (
    <>
      <div className={classes['title']}>
        {state.kind === 'downloaded'
          ? downloadedOf(state.customers, kinds, strings)
          : titleOf(state, now, strings)}
      </div>
      {state.kind === 'paused' ? <Action label={strings.pause.resume} act={() => void resume()} /> : null}
      {state.kind === 'changes' && news > 0 ? (
        <Action label={strings.news.show} act={() => open('news')} testId="see-news" />
      ) : null}
    </>
  );
}

function Action(props: {
  readonly label: string;
  readonly act: () => void;
  readonly testId?: string;
}): ReactNode {
  return (
    <Button
      className={classes['action']}
      size="compact-xs"
      variant="default"
      data-testid={props.testId}
      onClick={props.act}
    >
      {props.label}
    </Button>
  );
}

function titleOf(
  state: Exclude<BannerState, { kind: 'hidden' | 'running' | 'downloaded' }>,
  now: number,
  strings: Strings,
): string {
  const { banner, pause } = strings;
  switch (state.kind) {
    case 'changes':
      return changesOf(state, strings);
    case 'nothing-new':
      return banner.done(banner.nothingNew);
    case 'cancelled':
      return banner.cancelled;
    case 'offline':
      return state.dataOf === null
        ? banner.offlineNoData
        : banner.offline(formatRecently(state.dataOf, now, strings, 'of'));
    case 'maintenance':
      return banner.maintenance(formatComing(state.retryAt, now, strings));
    case 'paused':
      return state.until === null
        ? pause.untilResumed
        : banner.pausedUntil(formatComing(state.until, now, strings));
    case 'login-limit':
      return banner.loginLimit(formatComing(state.until, now, strings));
    case 'hours':
      return banner.hours(formatComing(state.until, now, strings));
  }
}

/** Returns the sentence about the first run: the customers, and how many of them are prospects. */
function downloadedOf(customers: number, kinds: readonly CustomerKind[], strings: Strings): string {
  const { banner } = strings;
  const own = countOfKinds(kinds, ownKinds(kinds));
  const prospects = countOfKinds(kinds, prospectKinds(kinds));
  const isCounted = own > 0 && prospects > 0 && own + prospects === customers;
  const scopes = isCounted
    ? banner.downloadedScopes(formatNumber(own, strings), formatNumber(prospects, strings))
    : '';
  return banner.done(banner.downloaded(customers, formatNumber(customers, strings)) + scopes);
}

function changesOf(
  { added, updated, missing }: Extract<BannerState, { kind: 'changes' }>,
  strings: Strings,
): string {
  const { banner } = strings;
  const parts = [
    added > 0 ? banner.added(added, formatNumber(added, strings)) : '',
    updated > 0 ? banner.updated(updated, formatNumber(updated, strings)) : '',
    missing > 0 ? banner.missing(missing, formatNumber(missing, strings)) : '',
  ];
  return banner.done(parts.filter((part) => part !== '').join(', '));
}

function Running(props: { readonly progress: SyncProgress; readonly strings: Strings }): ReactNode {
  const { progress, strings } = props;
  const { banner } = strings;
  const cancel = useSync((state) => state.cancel);
  const title = progress.trigger === 'manual' ? banner.manual : banner.automatic;
  const count = countOf(progress, strings);
  return (
    <>
      <div className={`${classes['title'] ?? ''} ${classes['running'] ?? ''}`}>{title}</div>
      {/* Otherwise screen readers would read out every number, over everything else. */}
      <div className={classes['stage']} aria-live="off">
        <span data-testid="sync-count">{count}</span>
        {count === '' ? stageOf(progress, strings) : null}
      </div>
      <Action label={banner.cancel} act={() => void cancel()} />
      <Progress
        className={classes['progress']}
        value={progress.fraction * 100}
        size={2}
        radius={0}
        aria-label={title}
      />
    </>
  );
}

function countOf({ customersRead, customersExpected }: SyncProgress, strings: Strings): string {
  if (customersRead === 0) {
    return '';
  }
  const read = formatNumber(customersRead, strings);
  // Until the export states its total, the previous total is an estimate that may be too small.
  return customersExpected === null || customersExpected < customersRead
    ? strings.banner.countOnly(read)
    : strings.banner.count(read, formatNumber(customersExpected, strings));
}

function stageOf({ stage, bytesReceived, attempt, maxAttempts }: SyncProgress, strings: Strings): string {
  const { banner } = strings;
  const size = stage === 'download' ? ` ${formatMegabytes(bytesReceived, strings)}` : '';
  const tries = attempt > 1 || stage === 'waiting' ? ` · ${banner.attempt(attempt, maxAttempts)}` : '';
  return `${banner.stages[stage]}${size}${tries}`;
}

function toneOf({ kind }: BannerState): 'info' | 'good' | undefined {
  if (kind === 'hidden') {
    return undefined;
  }
  return isGood(kind) ? 'good' : 'info';
}
