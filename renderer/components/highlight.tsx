import type { ReactNode } from 'react';
import classes from './highlight.module.css';

/** A text with highlighted ranges, which are sorted and do not overlap. */
export function Highlight(props: {
  readonly text: string;
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}): ReactNode {
  const { text, ranges } = props;
  if (ranges.length === 0) {
    return text;
  }
  return (
    <>
      {ranges.map(({ start, end }, index) => (
        <span key={start}>
          {text.slice(ranges[index - 1]?.end ?? 0, start)}
          <mark className={classes['mark']}>{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(ranges.at(-1)?.end ?? 0)}
    </>
  );
}
