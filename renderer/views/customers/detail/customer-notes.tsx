import { Button, Group, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconBellRinging, IconCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { CustomerRecord } from '../../../../preload/contract';
import { NOTE_LENGTH } from '../../../../preload/contract/values';
import { useNotes, useNotesNow, useToday, useUi } from '../../../stores/stores';
import { formatDay, formatNumber, formatShortDay } from '../../../strings/format';
import type { Strings } from '../../../strings/it';
import shared from '../shared.module.css';
import { CallDays } from './call-days';
import classes from './customer-notes.module.css';
import { NoteLinks } from './note-links';
import { RecallField } from './recall-field';

interface Props {
  readonly record: CustomerRecord;
  readonly strings: Strings;
}

/** The note about the open customer and the date to call back. Both are saved automatically. */
export function CustomerNotes({ record, strings }: Props): ReactNode {
  const { draft, open, write, flush, customerId: shown } = useNotes((state) => state);
  const { notes } = strings;
  const { id: customerId } = record;
  const field = useRef<HTMLTextAreaElement>(null);
  const recall = useRef<HTMLDivElement>(null);
  useEffect(() => {
    open(customerId);
    return () => void flush();
  }, [open, flush, customerId]);
  const isShown = shown === customerId && draft !== null;
  const text = isShown ? draft.text : '';
  useWantedField(isShown, field, recall);
  const stamp = useStamp(text, strings, field);
  return (
    <section className={shared['group']} aria-label={notes.title} data-testid="customer-notes">
      <Group justify="space-between" mb={6} wrap="nowrap" gap="xs">
        <Text component="h3" className={shared['groupTitle']} mb={0}>
          {notes.title}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <SaveStatus strings={strings} />
          <Button
            size="compact-xs"
            variant="default"
            disabled={!isShown || stamp === null}
            data-testid="note-stamp"
            onClick={stamp ?? undefined}
          >
            {notes.addDate}
          </Button>
        </Group>
      </Group>
      <Textarea
        ref={field}
        aria-label={notes.field}
        placeholder={notes.placeholder}
        data-testid="note-text"
        autosize
        minRows={3}
        maxRows={12}
        maxLength={NOTE_LENGTH}
        value={text}
        readOnly={!isShown}
        description={
          text.length === NOTE_LENGTH ? notes.tooLong(formatNumber(NOTE_LENGTH, strings)) : undefined
        }
        inputWrapperOrder={['input', 'description']}
        onChange={(event) => write(event.currentTarget.value)}
        onBlur={() => void flush()}
      />
      <NoteLinks text={text} record={record} />
      <div
        ref={recall}
        className={classes['place']}
        role="group"
        aria-label={notes.recall}
        tabIndex={-1}
        data-testid="note-recalling"
      >
        {isShown ? (
          <Recall dueOn={draft.dueOn} strings={strings} onLeave={() => recall.current?.focus()} />
        ) : null}
      </div>
    </section>
  );
}

/** Moves the focus to the field that a key requested, once it is editable. */
function useWantedField(
  isShown: boolean,
  note: RefObject<HTMLTextAreaElement | null>,
  recall: RefObject<HTMLDivElement | null>,
): void {
  const { requestedField, confirmFocus } = useUi((state) => state);
  const now = useNotesNow();
  useEffect(() => {
    // While a note is loaded again, its fields are about to be redrawn and would lose the focus.
    if (!isShown || now().draft === null || (requestedField !== 'note' && requestedField !== 'recall')) {
      return;
    }
    const wanted =
      requestedField === 'note' ? note.current : recall.current?.querySelector<HTMLElement>('input');
    wanted?.focus();
    confirmFocus();
  }, [isShown, requestedField, confirmFocus, note, recall, now]);
}

/** Returns a function that prepends today's date to the note; `null` if it does not fit. */
function useStamp(
  text: string,
  strings: Strings,
  field: RefObject<HTMLTextAreaElement | null>,
): (() => void) | null {
  const today = useToday();
  const write = useNotes((state) => state.write);
  const stamp = `${formatShortDay(today, today, strings)}: `;
  const stamped = text === '' ? stamp : `${stamp}\n${text}`;
  return stamped.length > NOTE_LENGTH
    ? null
    : () => {
        flushSync(() => write(stamped));
        field.current?.focus();
        field.current?.setSelectionRange(stamp.length, stamp.length);
      };
}

/** The state of saving; a failure stays visible until it is resolved. */
function SaveStatus({ strings }: { readonly strings: Strings }): ReactNode {
  const { saveState, flush } = useNotes((state) => state);
  const { notes, errors } = strings;
  if (saveState === 'failed') {
    return (
      <Group gap={6} wrap="nowrap" role="alert" data-testid="note-failed">
        <IconAlertTriangle size={15} aria-hidden="true" className={classes['noteTrouble']} />
        <Text size="xs" fw={600} title={errors.NOTE_NOT_SAVED.advice}>
          {errors.NOTE_NOT_SAVED.title}
        </Text>
        <Button size="compact-xs" variant="default" onClick={() => void flush()}>
          {notes.retry}
        </Button>
      </Group>
    );
  }
  return (
    <Group gap={4} wrap="nowrap" role="status" data-testid="note-state">
      {saveState === 'saved' ? <IconCheck size={14} aria-hidden="true" color="var(--app-quiet)" /> : null}
      <Text size="xs" c="var(--app-quiet)">
        {saveState === 'untouched' ? notes.hint : saveState === 'saved' ? notes.saved : notes.saving}
      </Text>
    </Group>
  );
}

interface RecallProps {
  readonly dueOn: string | null;
  readonly strings: Strings;
  /** Moves the focus away from the pressed button, which disappears. */
  readonly onLeave: () => void;
}

/** The date to call back: suggested days, any other day, and "done". */
function Recall({ dueOn, strings, onLeave }: RecallProps): ReactNode {
  const today = useToday();
  const { setDue, finish, finished, undoFinish } = useNotes((state) => state);
  const { notes } = strings;
  return (
    <div className={classes['recall']}>
      {finished === null ? null : (
        <Group
          gap="xs"
          wrap="nowrap"
          className={classes['recallLine']}
          role="status"
          data-testid="note-finished"
        >
          <IconCheck size={16} aria-hidden="true" />
          <Text size="sm" className={classes['grow']}>
            {finished.line ?? notes.finished}
          </Text>
          <Button
            size="compact-xs"
            variant="default"
            data-testid="note-undo"
            onClick={() => {
              undoFinish();
              onLeave();
            }}
          >
            {notes.undo}
          </Button>
        </Group>
      )}
      <RecallField dueOn={dueOn} today={today} strings={strings} onChange={setDue} />
      {dueOn === null ? (
        <Group gap={6}>
          <CallDays
            today={today}
            strings={strings}
            testId="note-due"
            onChoose={(day) => {
              setDue(day);
              onLeave();
            }}
          />
        </Group>
      ) : (
        <Group
          gap="xs"
          wrap="nowrap"
          className={classes['recallLine']}
          data-due={dueOn <= today || undefined}
        >
          <IconBellRinging size={16} aria-hidden="true" />
          <Text size="sm" fw={600} className={classes['grow']} data-testid="note-recall">
            {recallSentence(dueOn, today, strings)}
          </Text>
          <Button
            size="compact-xs"
            variant="default"
            data-testid="note-done"
            onClick={() => {
              finish(notes.called(formatShortDay(today, today, strings)));
              onLeave();
            }}
          >
            {notes.done}
          </Button>
        </Group>
      )}
    </div>
  );
}

function recallSentence(dueOn: string, today: string, strings: Strings): string {
  const { notes } = strings;
  if (dueOn === today) {
    return notes.recallToday;
  }
  const day = formatDay(dueOn, today, strings);
  return dueOn < today ? notes.recallLate(day) : notes.recallOn(day);
}
