import { Badge, VisuallyHidden } from '@mantine/core';
import { memo, useState } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import type { CustomerListItem, Density, ListColumn, ShownColumn } from '../../../../preload/contract';
import type { SearchWord } from '../../../../preload/contract/search-text';
import { Highlight } from '../../../components/highlight';
import { isProspect } from '../../../stores/customer-kinds';
import { useNow } from '../../../stores/stores';
import { formatChangeShare, formatRecently } from '../../../strings/format';
import type { Strings } from '../../../strings/it';
import shared from '../shared.module.css';
import classes from './customer-row.module.css';
import { explainMatch, phonesInRow } from './found-by';
import { cellText, isFigure, valueIn } from './list-cells';
import { matchRanges } from './match-ranges';
import { CallDay, NoteMarks, StarMark } from './note-marks';
import { RowActions } from './row-actions';
import { rowLabel } from './row-label';

/** The row heights in pixels at the default text size. Each fits a name of two lines. */
export const ROW_HEIGHTS: Readonly<Record<Density, number>> = { compact: 34, comfortable: 44 };

const ROW = `${shared['columns']} ${classes['row']}`;

interface Props {
  readonly index: number;
  readonly top: number;
  readonly height: number;
  /** `undefined` while loading. */
  readonly item: CustomerListItem | undefined;
  readonly isAtCursor: boolean;
  readonly isOpen: boolean;
  /** `null` while no customer is chosen: then the open customer counts as selected. */
  readonly isChosen: boolean | null;
  /** Whether the customer matches the search only approximately. */
  readonly isSimilar: boolean;
  readonly columns: readonly ShownColumn[];
  readonly words: readonly SearchWord[];
  /** Whether customers and prospects are listed together, so that prospects need a mark. */
  readonly isMixed: boolean;
  readonly strings: Strings;
  /** `yyyy-mm-dd`. */
  readonly today: string;
  readonly onClick: (event: MouseEvent, index: number, id: string) => void;
}

/**
 * A row of the list. It is memoised and consists mostly of plain elements, so that scrolling stays
 * smooth.
 */
export const CustomerRow = memo(function CustomerRow(props: Props): ReactNode {
  const {
    index,
    top,
    height,
    item,
    isAtCursor,
    isOpen,
    isChosen,
    isSimilar,
    columns,
    words,
    isMixed,
    strings,
    today,
    onClick,
  } = props;
  const [isUnderPointer, setUnderPointer] = useState(false);
  const style = { transform: `translateY(${top}px)`, height };
  if (item === undefined) {
    return <div className={ROW} style={style} aria-hidden="true" />;
  }
  const texts = columns.map(({ column }) => cellText(item, column, strings));
  const name = texts[0] ?? '';
  const isMarked = isMixed && isProspect(item);
  const hasLine = isSimilar || explainMatch(item, words, strings, columns) !== null;
  return (
    // The grid has the focus and handles the keys (onKeyDown).
    <div
      id={`customer-${index}`}
      className={ROW}
      style={style}
      role="row"
      aria-label={rowLabel(item, columns, texts, strings, isMarked)}
      aria-selected={isChosen ?? isOpen}
      aria-current={isOpen || undefined}
      aria-rowindex={index + 2}
      data-chosen={isChosen === true || undefined}
      data-cursor={isAtCursor || undefined}
      data-testid="customer-row"
      data-customer-id={item.id}
      onClick={(event) => onClick(event, index, item.id)}
      onPointerEnter={() => setUnderPointer(true)}
      onPointerLeave={() => setUnderPointer(false)}
    >
      <span className={classes['name']} role="gridcell">
        {isMarked ? (
          <span className={classes['mark']} title={strings.customers.prospect} data-testid="prospect-mark">
            <span aria-hidden="true">{strings.customers.prospect.charAt(0)}</span>
            <VisuallyHidden>{strings.customers.prospect}</VisuallyHidden>
          </span>
        ) : null}
        <span className={classes['nameLines']}>
          <span
            className={classes['nameText']}
            data-one-line={hasLine || undefined}
            title={name}
            data-testid="row-name"
          >
            <Highlight text={name} ranges={matchRanges(name, words)} />
          </span>
          {isSimilar ? (
            <span className={classes['foundBy']} data-testid="similar">
              {strings.customers.similar}
            </span>
          ) : (
            <FoundByLine item={item} columns={columns} words={words} strings={strings} />
          )}
        </span>
        {item.isStarred === true || item.note !== null ? (
          <span className={classes['marks']}>
            {item.isStarred === true ? <StarMark strings={strings} /> : null}
            <NoteMarks
              note={item.note}
              strings={strings}
              today={today}
              isDayShown={columns.some(({ column }) => column === 'dueOn')}
            />
          </span>
        ) : null}
        <Absence item={item} strings={strings} />
      </span>
      {columns.slice(1).map(({ column }, at) => (
        <Cell
          key={column}
          item={item}
          column={column}
          text={texts[at + 1] ?? ''}
          words={words}
          strings={strings}
          today={today}
        />
      ))}
      {isUnderPointer ? <RowActions item={item} strings={strings} /> : null}
    </div>
  );
});

/** The first number to call; an invalid number is struck through. */
function Phone({
  item,
  words,
  strings,
}: Pick<Props, 'words' | 'strings'> & {
  readonly item: Pick<CustomerListItem, 'phone' | 'mobile'>;
}): ReactNode {
  const [first] = phonesInRow(item);
  if (first === undefined) {
    return <span role="gridcell" className={classes['cell']} />;
  }
  const text = <Highlight text={first.text} ranges={matchRanges(first.text, words)} />;
  return first.dialString === null ? (
    <span role="gridcell" className={classes['cell']} title={strings.detail.notANumber}>
      <s className={shared['absent']}>{text}</s>
      <VisuallyHidden>{strings.detail.notANumber}</VisuallyHidden>
    </span>
  ) : (
    <span role="gridcell" className={classes['cell']} data-testid="row-phone">
      {text}
    </span>
  );
}

interface CellProps {
  readonly item: CustomerListItem;
  readonly column: ListColumn;
  readonly text: string;
  readonly words: readonly SearchWord[];
  readonly strings: Strings;
  readonly today: string;
}

function Cell({ item, column, text, words, strings, today }: CellProps): ReactNode {
  if (column === 'phone') {
    // A mobile number replaces a missing phone number, unless mobile numbers have a column.
    return <Phone item={item} words={words} strings={strings} />;
  }
  if (column === 'mobile') {
    return <Phone item={{ phone: null, mobile: item.mobile }} words={words} strings={strings} />;
  }
  if (column === 'dueOn') {
    return <CallDay note={item.note} strings={strings} today={today} />;
  }
  if (column === 'change') {
    return <Change item={item} text={text} strings={strings} />;
  }
  if (isFigure(column)) {
    return (
      <span role="gridcell" className={`${classes['cell']} ${classes['right']}`}>
        {text}
      </span>
    );
  }
  return (
    <span role="gridcell" className={classes['cell']}>
      <Highlight text={text} ranges={matchRanges(text, words)} />
    </span>
  );
}

/** The difference from last year's sales and, unless those were 0, its share below. */
function Change({
  item,
  text,
  strings,
}: {
  readonly item: CustomerListItem;
  readonly text: string;
  readonly strings: Strings;
}): ReactNode {
  const change = valueIn(item, 'change');
  const share = valueIn(item, 'changeShare');
  return (
    <span
      role="gridcell"
      className={`${classes['cell']} ${classes['right']} ${classes['change']}`}
      data-way={typeof change !== 'number' || change === 0 ? undefined : change > 0 ? 'up' : 'down'}
    >
      {text}
      {typeof share === 'number' ? (
        <span className={classes['share']}>{formatChangeShare(share, strings)}</span>
      ) : null}
    </span>
  );
}

/** The match that the row does not show otherwise: "Partita IVA: 0123…". */
function FoundByLine({
  item,
  columns,
  words,
  strings,
}: {
  readonly item: CustomerListItem;
  readonly columns: readonly ShownColumn[];
  readonly words: readonly SearchWord[];
  readonly strings: Strings;
}): ReactNode {
  const found = explainMatch(item, words, strings, columns);
  return found === null ? null : (
    <span className={classes['foundBy']} data-testid="found-by">
      {strings.customers.foundBy(found.name)}
      <Highlight text={found.text} ranges={found.ranges} />
    </span>
  );
}

/** The badge of a customer missing from exports, with the date since which it is missing. */
function Absence({
  item: { missingSince, removedSince },
  strings,
}: {
  readonly item: CustomerListItem;
  readonly strings: Strings;
}): ReactNode {
  const now = useNow();
  if (missingSince === null) {
    return null;
  }
  const { customers } = strings;
  const since =
    removedSince === null
      ? customers.missingSince(formatRecently(missingSince, now, strings, 'since'))
      : customers.removedSince(formatRecently(removedSince, now, strings, 'on'));
  return (
    <Badge
      className={shared['badge']}
      size="sm"
      tt="none"
      color={removedSince === null ? 'orange' : 'red'}
      variant="light"
      title={since}
    >
      {removedSince === null ? customers.missing : customers.removed}
    </Badge>
  );
}
