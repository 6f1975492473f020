import { NOTE_LENGTH } from '../../preload/contract/values';

/** The editable values of a note. */
export interface NoteDraft {
  readonly text: string;
  /** `yyyy-mm-dd`; `null` for none. */
  readonly dueOn: string | null;
}

/** A finished call: the line added to the note (`null` if it did not fit) and the former date. */
export interface FinishedCall {
  readonly line: string | null;
  readonly dueOn: string;
}

/** Returns the note without its date, with the line prepended if it fits, and the undo data. */
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

/** Returns the note with its date, and without the line unless the agent has edited it. */
export function undoCall({ text }: NoteDraft, { line, dueOn }: FinishedCall): NoteDraft {
  const [first, ...rest] = text.split('\n');
  return { text: first === line ? rest.join('\n') : text, dueOn };
}
