import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError, StoreRepair } from '../../../preload/contract';
import { hasPortal } from '../../stores/settings-store';
import { useCache, useNow, useSettings, useStrings, useSync, useUi } from '../../stores/stores';
import { formatNumber, formatRecently } from '../../strings/format';
import type { Strings } from '../../strings/it';
import { AlertLine } from './sync-alert';

/** Reports repairs and possibly missing customers, and asks about a partial export. */
export function ArchiveBanner(): ReactNode {
  const strings = useStrings();
  const { state, refusal, acceptPartial, dismissRepair } = useCache((archive) => archive);
  const now = useNow();
  const { archive, banner, errors } = strings;
  const openPortal = useUi((ui) => ui.openPortal);
  const isPortalThere = useSettings(({ snapshot }) => hasPortal(snapshot));
  const [openingFailed, setOpeningFailed] = useState<AppError | null>(null);
  const toPortal = isPortalThere
    ? [{ label: banner.openPortal, act: () => void openPortal().then(setOpeningFailed) }]
    : [];
  const understood = [{ label: archive.understood, act: () => void dismissRepair() }];
  const textOr = (text: string, error: AppError | null): string =>
    error === null ? text : errors[error.code].title;
  const repair = state?.repair ?? null;
  const notesRepair = state?.notesRepair ?? null;
  const question = state?.partialExport ?? null;
  const filter = useSync((sync) => sync.status?.listFilter ?? null);
  return (
    <section aria-live="polite" aria-label={archive.label}>
      {repair === null ? null : (
        <AlertLine
          tone="info"
          testId="archive-repaired"
          title={repairTitle(repair, now, strings)}
          text={archive.repairText}
          actions={understood}
        />
      )}
      {notesRepair === null ? null : (
        <AlertLine
          tone="info"
          testId="notes-repaired"
          title={archive.notesRepaired(notesRepair.notes, formatNumber(notesRepair.notes, strings))}
          text={
            notesRepair.backupAt === null
              ? archive.notesRepairedNoBackup
              : archive.notesRepairedText(formatRecently(notesRepair.backupAt, now, strings, 'of'))
          }
          actions={understood}
        />
      )}
      {filter === null ? null : (
        <AlertLine
          tone="info"
          testId="list-filter"
          title={archive.filter(filter)}
          text={textOr(archive.filterText, openingFailed)}
          actions={toPortal}
        />
      )}
      {question === null ? null : (
        <AlertLine
          tone="info"
          testId="archive-partial"
          title={archive.partial(
            formatNumber(question.exported, strings),
            formatNumber(question.known, strings),
          )}
          text={textOr(archive.partialText, refusal ?? openingFailed)}
          actions={[
            ...toPortal,
            { label: archive.acceptPartial, act: () => void acceptPartial(question.run) },
          ]}
        />
      )}
    </section>
  );
}

function repairTitle(repair: StoreRepair, now: number, strings: Strings): string {
  switch (repair.kind) {
    case 'restored':
      return strings.archive.restored(formatRecently(repair.backupAt, now, strings, 'of'));
    case 'rebuilt':
      return strings.archive.rebuilt;
    case 'rolled-back':
      return strings.archive.rolledBack;
  }
}
