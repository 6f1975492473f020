import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconFileExport, IconFileImport } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { NotesImport } from '../../../preload/contract';
import type { NotesFileOutcome } from '../../stores/notes-file-store';
import { useNotesFile, useStrings } from '../../stores/stores';
import { formatNumber } from '../../strings/format';
import type { Strings } from '../../strings/it';

/** Saves the notes to a file for another computer, and merges the notes of such a file. */
export function NotesFile(): ReactNode {
  const strings = useStrings();
  const { notesFile: texts } = strings.settings;
  const { isBusy, outcome, exportNotes, importNotes, undoImport } = useNotesFile((state) => state);
  const canBeUndone = outcome?.kind === 'imported' && outcome.report.canBeUndone;
  return (
    <Stack gap="sm">
      <Text size="sm">{texts.hint}</Text>
      <Group gap="sm">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFileExport size={16} aria-hidden="true" />}
          disabled={isBusy}
          data-testid="notes-export"
          onClick={() => void exportNotes()}
        >
          {texts.export}
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFileImport size={16} aria-hidden="true" />}
          disabled={isBusy}
          data-testid="notes-import"
          onClick={() => void importNotes()}
        >
          {texts.import}
        </Button>
      </Group>
      <Group gap="sm">
        <Text
          size="sm"
          role={outcome?.kind === 'failed' ? 'alert' : 'status'}
          c={outcome?.kind === 'failed' ? 'red' : 'inherit'}
          style={{ overflowWrap: 'anywhere' }}
          data-testid="notes-file-outcome"
        >
          {outcome === null ? '' : inWords(outcome, strings)}
        </Text>
        {canBeUndone ? (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconArrowBackUp size={14} aria-hidden="true" />}
            disabled={isBusy}
            data-testid="notes-undo-import"
            onClick={() => void undoImport()}
          >
            {texts.undo}
          </Button>
        ) : null}
      </Group>
    </Stack>
  );
}

function inWords(outcome: NotesFileOutcome, strings: Strings): string {
  const { errors, settings } = strings;
  const { notesFile: texts } = settings;
  switch (outcome.kind) {
    case 'exported': {
      const { notes, stars, path } = outcome.file;
      const counts = [
        texts.notes(notes, formatNumber(notes, strings)),
        ...(stars === 0 ? [] : [texts.stars(stars, formatNumber(stars, strings))]),
      ];
      return texts.exported(counts.join(', '), path);
    }
    case 'imported':
      return importInWords(outcome.report, strings);
    case 'undone':
      return `${texts.undone(outcome.entries, formatNumber(outcome.entries, strings))}.`;
    case 'failed': {
      const { title, advice } = errors[outcome.error.code];
      return `${title}. ${advice}`;
    }
  }
}

/** Returns the result of an import in words: "12 note aggiunte, 3 unite a note già presenti." */
function importInWords(report: NotesImport, strings: Strings): string {
  const { notesFile: texts } = strings.settings;
  const { added, merged, stars, same, tooLong, unknown } = report;
  const part = (count: number, say: (count: number, formatted: string) => string): string[] =>
    count === 0 ? [] : [say(count, formatNumber(count, strings))];
  const done = [
    ...part(added, texts.added),
    ...part(merged, texts.merged),
    ...part(stars, texts.starred),
    ...part(same, texts.same),
  ];
  const sentences = [
    ...(done.length === 0 ? [] : [done.join(', ')]),
    ...part(tooLong, texts.tooLong),
    ...part(unknown, texts.unknown),
  ];
  return `${sentences.length === 0 ? texts.none : sentences.join('. ')}.`;
}
