import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AppError, StoreRepair } from '../../../preload/contract';
import { useArchive, useNow, useSettings, useStrings, useSync, useUi } from '../../stores/stores';
import { formatNumber, formatRecently } from '../../strings/format';
import type { Strings } from '../../strings/it';
import { AlertLine } from './sync-alert';

/** Tells calmly what was repaired or may be lacking, and asks about an export that may be partial. Goes when it is over. */
export function ArchiveBanner(): ReactNode {
  const strings = useStrings();
  const { state, refusal, acceptPartial, dismissRepair } = useArchive((archive) => archive);
  const now = useNow();
  const { archive, banner, errors } = strings;
  const openPortal = useUi((ui) => ui.openPortal);
  // The demo's portal is no page to open.
  const hasPortal = useSettings(({ snapshot }) => snapshot?.connection.kind === 'account');
  const [openingFailed, setOpeningFailed] = useState<AppError | null>(null);
  const repair = state?.repair ?? null;
  const notesRepair = state?.notesRepair ?? null;
  const question = state?.partialExport ?? null;
  const filter = useSync((sync) => sync.status?.listFilter ?? null);
  return (
    <section aria-live="polite" aria-label={archive.label}>
      {repair === null ? null : (
        <Notice
          testId="archive-repaired"
          title={repairTitle(repair, now, strings)}
          text={archive.repairText}
          action={archive.understood}
          onAction={() => void dismissRepair()}
        />
      )}
      {notesRepair === null ? null : (
        <Notice
          testId="notes-repaired"
          title={archive.notesRepaired(notesRepair.notes, formatNumber(notesRepair.notes, strings))}
          text={
            notesRepair.backupAt === null
              ? archive.notesRepairedNoBackup
              : archive.notesRepairedText(formatRecently(notesRepair.backupAt, now, strings, 'of'))
          }
          action={archive.understood}
          onAction={() => void dismissRepair()}
        />
      )}
      {filter === null ? null : (
        <Notice
          testId="list-filter"
          title={archive.filter(filter)}
          text={openingFailed === null ? archive.filterText : errors[openingFailed.code].title}
          action={hasPortal ? banner.openPortal : undefined}
          onAction={() => void openPortal().then(setOpeningFailed)}
        />
      )}
      {question === null ? null : (
        <Notice
          testId="archive-partial"
          title={archive.partial(
            formatNumber(question.exported, strings),
            formatNumber(question.known, strings),
          )}
          text={refusal === null ? archive.partialText : errors[refusal.code].title}
          action={archive.acceptPartial}
          onAction={() => void acceptPartial(question.run)}
        />
      )}
    </section>
  );
}

function Notice(props: {
  readonly testId: string;
  readonly title: string;
  readonly text: string;
  readonly action: string | undefined;
  readonly onAction: () => void;
}): ReactNode {
  const { testId, title, text, action, onAction } = props;
  const actions = action === undefined ? [] : [{ label: action, act: onAction }];
  return <AlertLine tone="info" testId={testId} title={title} text={text} actions={actions} />;
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
