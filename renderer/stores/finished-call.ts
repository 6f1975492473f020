import { NOTE_LENGTH } from '../../preload/contract/values';

/** What stands in the fields of a note. */
export interface NoteDraft {
  readonly text: string;
  /** `yyyy-mm-dd`, or `null` for no day. */
  readonly dueOn: string | null;
}

/** A call that was made: the line that says so in the note, `null` where it had no room, and the day it was due. */
export interface FinishedCall {
  readonly line: string | null;
  readonly dueOn: string;
}

/** Returns the note without its day, begun by this line where it has room, and what is needed to undo that. */
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

/** Returns the note with its day again and without the line, which stays where the agent has changed it. */
export function undoCall({ text }: NoteDraft, { line, dueOn }: FinishedCall): NoteDraft {
  const [first, ...rest] = text.split('\n');
  return { text: first === line ? rest.join('\n') : text, dueOn };
}
