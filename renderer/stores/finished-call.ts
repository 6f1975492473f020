import { NOTE_LENGTH } from '../../preload/contract/values';

/** The editable values of a note. */
export interface NoteDraft {
  readonly text: string;
  /** `yyyy-mm-dd`; `null` for none. */
  readonly dueOn: string | null;
}

/** The line that a finished call added to the note (`null` if it did not fit), and the old date. */
export interface FinishedCall {
  readonly line: string | null;
  readonly dueOn: string;
}

/** Removes a note's date and prepends `line` if it fits. `finished` is for {@link undoCall}. */
export function finishCall(
  { text, dueOn }: NoteDraft & { readonly dueOn: string },
  line: string,
): { readonly draft: NoteDraft; readonly finished: FinishedCall } {
  const longer = text === '' ? line : `${line}\n${text}`;
  const hasRoom = longer.length <= NOTE_LENGTH;
  return {
    draft: { text: hasRoom ? longer : text, dueOn: null },
    finished: { line: hasRoom ? line : null, dueOn },
  };
}

/** Restores the date of a note, and removes the line unless the agent has edited the line. */
export function undoCall({ text }: NoteDraft, { line, dueOn }: FinishedCall): NoteDraft {
  const [first, ...rest] = text.split('\n');
  return { text: first === line ? rest.join('\n') : text, dueOn };
}
