import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError, StoreRepair } from '../../../preload/contract';
import { hasPortal } from '../../stores/settings-store';
import { useCache, useNow, useSettings, useStrings, useSync, useUi } from '../../stores/stores';
import { formatNumber, formatRecently } from '../../strings/format';
import type { Strings } from '../../strings/it';
import { AlertLine } from './sync-alert';

/** Reports repairs and possibly missing customers, and asks about a partial export. */
export function CacheBanner(): ReactNode {
  const strings = useStrings();
  const { state, refusal, acceptPartial, dismissRepair } = useCache((cache) => cache);
  const now = useNow();
  const { cache, banner, errors } = strings;
  const openPortal = useUi((ui) => ui.openPortal);
  const isPortalThere = useSettings(({ snapshot }) => hasPortal(snapshot));
  const [openingFailed, setOpeningFailed] = useState<AppError | null>(null);
  const toPortal = isPortalThere
    ? [{ label: banner.openPortal, act: () => void openPortal().then(setOpeningFailed) }]
    : [];
  const understood = [{ label: cache.understood, act: () => void dismissRepair() }];
  const textOr = (text: string, error: AppError | null): string =>
    error === null ? text : errors[error.code].title;
  const repair = state?.repair ?? null;
  const notesRepair = state?.notesRepair ?? null;
  const partialExport = state?.partialExport ?? null;
  const filter = useSync((sync) => sync.status?.listFilter ?? null);
  return (
    <section aria-live="polite" aria-label={cache.label}>
      {repair === null ? null : (
        <AlertLine
          tone="info"
          testId="cache-repaired"
          title={repairTitle(repair, now, strings)}
          text={cache.repairText}
          actions={understood}
        />
      )}
      {notesRepair === null ? null : (
        <AlertLine
          tone="info"
          testId="notes-repaired"
          title={cache.notesRepaired(notesRepair.notes, formatNumber(notesRepair.notes, strings))}
          text={
            notesRepair.backupAt === null
              ? cache.notesRepairedNoBackup
              : cache.notesRepairedText(formatRecently(notesRepair.backupAt, now, strings, 'of'))
          }
          actions={understood}
        />
      )}
      {filter === null ? null : (
        <AlertLine
          tone="info"
          testId="list-filter"
          title={cache.filter(filter)}
          text={textOr(cache.filterText, openingFailed)}
          actions={toPortal}
        />
      )}
      {partialExport === null ? null : (
        <AlertLine
          tone="info"
          testId="cache-partial"
          title={cache.partial(
            formatNumber(partialExport.exported, strings),
            formatNumber(partialExport.known, strings),
          )}
          text={textOr(cache.partialText, refusal ?? openingFailed)}
          actions={[
            ...toPortal,
            { label: cache.acceptPartial, act: () => void acceptPartial(partialExport.run) },
          ]}
        />
      )}
    </section>
  );
}

function repairTitle(repair: StoreRepair, now: number, strings: Strings): string {
  switch (repair.kind) {
    case 'restored':
      return strings.cache.restored(formatRecently(repair.backupAt, now, strings, 'of'));
    case 'rebuilt':
      return strings.cache.rebuilt;
    case 'rolled-back':
      return strings.cache.rolledBack;
  }
}
