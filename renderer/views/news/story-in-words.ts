import type { CustomerChange, CustomerField, NewsStory } from '../../../preload/contract';
import { NUMBER_FIELDS } from '../../../preload/contract/customers';
import { formatCents, formatDate, formatNumber } from '../../strings/format';
import type { Strings } from '../../strings/it';
import { stripQuotationMarks } from '../../strings/plain-name';
import { YEARS_AGO } from '../../strings/years-ago';
import { shownValue } from '../customers/detail/change-sentence';

type Value = string | number | null;

/** The values of a field or column at the beginning and at the end of a day. */
interface Step {
  readonly field: CustomerField | null;
  readonly column: string | null;
  readonly before: Value;
  readonly after: Value;
}

const ORDER_FIELDS: readonly CustomerField[] = ['orderCount', 'salesCents', 'lastOrderDate'];
/** The fields that define a kind; the description only repeats the type in other words. */
const KIND_FIELDS: readonly CustomerField[] = ['type', 'description'];
const DESCRIPTION: readonly CustomerField[] = ['description'];
const ADDRESS_FIELDS: readonly CustomerField[] = ['street', 'postalCode', 'city'];

/**
 * Returns the changes of a customer on one day in plain words, most important first. Several
 * changes of a field count as one, or as none if they restore the first value.
 */
export function storyInWords(
  story: Pick<NewsStory, 'changes' | 'day' | 'isProspect' | 'kinds'>,
  strings: Strings,
): readonly string[] {
  const { changes } = story;
  const steps = stepsOf(changes);
  const isWon = story.kinds.includes('won');
  const order = isWon ? wonSentence(steps, strings) : orderSentence(steps, strings);
  const period = order === null ? newPeriod(steps, strings) : null;
  const address = newAddress(steps, strings);
  const covered = [
    ...(order === null ? [] : ORDER_FIELDS),
    ...(isWon ? KIND_FIELDS : steps.some(({ field }) => field === 'type') ? DESCRIPTION : []),
    ...(period === null ? [] : NUMBER_FIELDS),
    ...(address === null ? [] : ADDRESS_FIELDS),
  ];
  const rest = steps.filter(({ field }) => field === null || !covered.includes(field));
  return [
    order,
    ...events(story, strings),
    period,
    address,
    ...rest.map((step) => fieldSentence(step, story.day, strings)),
  ].filter((sentence) => sentence !== null);
}

function stepsOf(changes: readonly CustomerChange[]): readonly Step[] {
  const steps = new Map<string, Step>();
  for (const { kind, field, column, oldValue, newValue } of changes) {
    if (kind === 'changed') {
      const key = `${field ?? ''}\n${column ?? ''}`;
      const known = steps.get(key);
      steps.set(key, {
        field,
        column,
        before: known === undefined ? oldValue : known.before,
        after: newValue,
      });
    }
  }
  return [...steps.values()].filter(({ before, after }) => before !== after);
}

/** Returns each event (new, missing, removed, back) once, in order. */
function events(
  { changes, isProspect }: Pick<NewsStory, 'changes' | 'isProspect'>,
  { news }: Strings,
): readonly string[] {
  const kinds = new Set(changes.map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => {
    if (kind === 'changed') {
      return [];
    }
    return [kind === 'new' && isProspect ? news.newProspect : news.events[kind]];
  });
}

function wonSentence(steps: readonly Step[], strings: Strings): string {
  const { news } = strings;
  const isFirst = steps.some(
    ({ field, before, after }) =>
      (field === 'lastOrderDate' && before === null && after !== null) ||
      (field === 'orderCount' && Number(before ?? 0) === 0 && Number(after ?? 0) > 0),
  );
  const order = isFirst ? news.firstOrder(amountOf(steps, strings)) : orderSentence(steps, strings);
  return order === null ? news.won : `${news.won} · ${order}`;
}

function amountOf(steps: readonly Step[], strings: Strings): string | null {
  const sales = growth(steps, 'salesCents');
  return sales > 0 ? formatCents(sales, strings) : null;
}

/** Returns "Nuovo ordine: +868,35 €". A decrease is a correction, shown as an ordinary change. */
function orderSentence(steps: readonly Step[], strings: Strings): string | null {
  const { news } = strings;
  const orders = growth(steps, 'orderCount');
  const amount = amountOf(steps, strings);
  const date = steps.find(({ field }) => field === 'lastOrderDate');
  const isLater = date !== undefined && String(date.after ?? '') > String(date.before ?? '');
  const plus = amount === null ? null : `+${amount}`;
  if (orders > 0 || isLater) {
    const count = Math.max(1, orders);
    const what = news.newOrders(count, formatNumber(count, strings));
    return plus === null && isLater
      ? news.orderOf(what, displayDay(date.after, strings))
      : news.amount(what, plus);
  }
  return plus === null ? null : news.amount(strings.detail.fields.salesCents, plus);
}

/** Returns the increase of a figure; 0 for a decrease. */
function growth(steps: readonly Step[], wanted: CustomerField): number {
  const step = steps.find(({ field }) => field === wanted);
  return step === undefined ? 0 : Math.max(0, Number(step.after ?? 0) - Number(step.before ?? 0));
}

/** Returns the sentence for the new year, when this year's sales become those of last year. */
function newPeriod(steps: readonly Step[], { news }: Strings): string | null {
  const sales = steps.find(({ field }) => field === 'salesCents');
  const previous = steps.find(({ field }) => field === 'previousSales1Cents');
  const isMoved = sales !== undefined && previous !== undefined && previous.after === sales.before;
  return isMoved && Number(sales.after ?? 0) === 0 ? news.newPeriod : null;
}

/** Returns the new address if more than one of its parts has changed. */
function newAddress(steps: readonly Step[], { news }: Strings): string | null {
  const parts = ADDRESS_FIELDS.map((wanted) => steps.find(({ field }) => field === wanted));
  const changed = parts.filter((step) => step !== undefined);
  if (changed.length < 2 || changed.some(({ after }) => after === null)) {
    return null;
  }
  const [street, postalCode, city] = parts.map((step) => String(step?.after ?? ''));
  const place = [postalCode, city].filter((part) => part !== '').join(' ');
  return news.newAddress([street, place].filter((part) => part !== '').join(', '));
}

function fieldSentence({ field, column, before, after }: Step, day: string, strings: Strings): string {
  const { news, detail, customers } = strings;
  if (field === 'name') {
    return news.renamed(stripQuotationMarks(String(after)));
  }
  const yearsAgo = field === null ? undefined : YEARS_AGO[field];
  const name =
    field === null
      ? (column ?? '')
      : yearsAgo === undefined
        ? detail.fields[field]
        : customers.ofYear(detail.fields[field], String(Number(day.slice(0, 4)) - yearsAgo));
  const [was, is] = [shownValue(field, before, strings), shownValue(field, after, strings)];
  if (was === null || is === null) {
    return was === null ? news.filled(name, is ?? '') : news.emptied(name, was);
  }
  return detail.historyChange(name, was, is);
}

function displayDay(value: Value, strings: Strings): string {
  return typeof value === 'string' ? formatDate(value, strings) : '';
}
