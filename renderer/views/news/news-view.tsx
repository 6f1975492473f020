import { Button, Chip, Group, SegmentedControl, Stack, Text, UnstyledButton } from '@mantine/core';
import {
  IconAddressBook,
  IconPencil,
  IconShoppingCart,
  IconUserCheck,
  IconUserOff,
  IconUserPlus,
} from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { NewsKind, NewsStory } from '../../../preload/contract';
import { NEWS_KINDS, NEWS_SCOPES } from '../../../preload/contract/changes';
import { EmptyState } from '../../components/empty-state';
import { useNews, useOpenCustomer, useStrings, useToday } from '../../stores/stores';
import { daysAfter } from '../../strings/days';
import { formatDay, formatNumber, formatTime } from '../../strings/format';
import type { Strings } from '../../strings/it';
import { stripQuotationMarks } from '../../strings/plain-name';
import { CustomerDetail } from '../customers/detail/customer-detail';
import classes from './news.module.css';
import { storyInWords } from './story-in-words';

const ICONS: Readonly<Record<NewsKind, typeof IconPencil>> = {
  won: IconUserCheck,
  orders: IconShoppingCart,
  new: IconUserPlus,
  contacts: IconAddressBook,
  absence: IconUserOff,
  other: IconPencil,
};

/**
 * The changes since the agent last looked, one line per customer and day. A line opens its customer
 * next to the list. News that the agent has seen stays at the end of the list for some time.
 */
export function NewsView(): ReactNode {
  const strings = useStrings();
  const { stories, customers, isJustSeen } = useNews((state) => state);
  const { selectedId, select } = useOpenCustomer((state) => state);
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLElement | null>(null);
  const open = (id: string): void => {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    select(id);
    setOpen(true);
  };
  const close = useCallback(() => {
    select(null);
    setOpen(false);
    opener.current?.focus();
  }, [select]);
  const { news } = strings;
  if (stories === null) {
    return null;
  }
  if (customers === 0 && stories.length === 0 && !isJustSeen) {
    return <EmptyState title={news.none} text={news.noneText} />;
  }
  const [unseen, seen] = [stories.filter(({ isSeen }) => !isSeen), stories.filter(({ isSeen }) => isSeen)];
  return (
    <div className={classes['view']}>
      <div className={classes['pane']}>
        <Stack className={classes['column']} data-testid="news">
          <Head />
          {customers === 0 ? null : <Choices strings={strings} />}
          <Days stories={unseen} heading="h2" onOpen={open} />
          {seen.length === 0 ? null : (
            <div className={classes['seen']} data-testid="news-seen-before">
              <Text component="h2" size="sm" fw={600}>
                {news.seen}
              </Text>
              <Days stories={seen} heading="h3" onOpen={open} />
            </div>
          )}
          <More />
        </Stack>
      </div>
      {isOpen && selectedId !== null ? <CustomerDetail takesFocus={false} onClose={close} /> : null}
    </div>
  );
}

/** The number of customers with news, and the button to mark them as seen or undo that. */
function Head(): ReactNode {
  const strings = useStrings();
  const { customers, isJustSeen, markSeen, undoSeen } = useNews((state) => state);
  const { news } = strings;
  const place = useRef<HTMLDivElement>(null);
  /** Runs a button's action. The button then disappears, so its parent takes the focus. */
  const press = (act: () => Promise<void>): void => {
    place.current?.focus();
    void act();
  };
  return (
    <Group justify="space-between">
      <Text size="sm" c="var(--app-quiet)">
        {customers === 0 ? news.none : news.customers(customers, formatNumber(customers, strings))}
      </Text>
      <Group gap="xs" role="status" ref={place} tabIndex={-1}>
        {isJustSeen ? (
          <>
            <Text size="sm">{news.markedSeen}</Text>
            <Button variant="default" size="xs" data-testid="news-undo" onClick={() => press(undoSeen)}>
              {news.undo}
            </Button>
          </>
        ) : null}
        {customers === 0 ? null : (
          <Button variant="default" size="xs" data-testid="news-seen" onClick={() => press(markSeen)}>
            {news.markSeen}
          </Button>
        )}
      </Group>
    </Group>
  );
}

function Days(props: {
  readonly stories: readonly NewsStory[];
  readonly heading: 'h2' | 'h3';
  readonly onOpen: (id: string) => void;
}): ReactNode {
  const strings = useStrings();
  const today = useToday();
  return byDay(props.stories).map(({ day, stories }) => (
    <section key={day} className={classes['day']}>
      <Text component={props.heading} size="sm" fw={600} mb="xs">
        {dayName(day, today, strings)}
      </Text>
      <ul className={classes['list']}>
        {stories.map((story) => (
          <Story key={story.customerId} story={story} strings={strings} onOpen={props.onOpen} />
        ))}
      </ul>
    </section>
  ));
}

function More(): ReactNode {
  const strings = useStrings();
  const { stories, total, more } = useNews((state) => state);
  const left = total - (stories?.length ?? 0);
  return left > 0 ? (
    <Button variant="default" className={classes['more']} data-testid="news-more" onClick={() => void more()}>
      {strings.news.more(formatNumber(left, strings))}
    </Button>
  ) : null;
}

function Choices({ strings }: { readonly strings: Strings }): ReactNode {
  const { scope, own, customers, setScope } = useNews((state) => state);
  const { news } = strings;
  const counts = { own, all: customers };
  return (
    <Group gap="md">
      {own === customers && scope === 'all' ? null : (
        <SegmentedControl
          size="xs"
          aria-label={news.scopeLabel}
          data-testid="news-scope"
          value={scope}
          onChange={(value) => setScope(NEWS_SCOPES.find((known) => known === value) ?? 'all')}
          data={NEWS_SCOPES.map((value) => ({
            value,
            label: news.kindCount(news.scopes[value], formatNumber(counts[value], strings)),
          }))}
        />
      )}
      <Kinds strings={strings} />
    </Group>
  );
}

/** The filter by kind. A kind without news is offered only while it is selected. */
function Kinds({ strings }: { readonly strings: Strings }): ReactNode {
  const { kind, counts, customers, own, scope, setKind } = useNews((state) => state);
  const { news } = strings;
  const choices = [
    { value: 'all', label: news.allKinds, count: scope === 'own' ? own : customers },
    ...NEWS_KINDS.map((value) => ({ value, label: news.kinds[value], count: counts[value] })),
  ].filter(({ value, count }) => count > 0 || value === kind);
  return (
    <Chip.Group
      value={kind ?? 'all'}
      onChange={(value) => setKind(NEWS_KINDS.find((known) => known === value) ?? null)}
    >
      <Group gap={6} role="radiogroup" aria-label={news.kindsLabel} data-testid="news-kinds">
        {choices.map(({ value, label, count }) => (
          <Chip key={value} value={value} size="xs" variant="outline" data-testid={`news-kind-${value}`}>
            {news.kindCount(label, formatNumber(count, strings))}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

function Story(props: {
  readonly story: NewsStory;
  readonly strings: Strings;
  readonly onOpen: (id: string) => void;
}): ReactNode {
  const { story, strings, onOpen } = props;
  const isOpen = useOpenCustomer((state) => state.selectedId === story.customerId);
  const [kind = 'other'] = story.kinds;
  const Icon = ICONS[kind];
  const [first, ...others] = storyInWords(story, strings);
  return (
    <li>
      <UnstyledButton
        className={classes['item']}
        data-testid="news-item"
        data-kind={kind}
        data-open={isOpen || undefined}
        onClick={() => onOpen(story.customerId)}
      >
        <Icon size={18} stroke={1.7} aria-hidden="true" className={classes['icon']} />
        <span className={classes['name']} data-testid="news-customer">
          {stripQuotationMarks(story.customerName)}
        </span>
        <span className={classes['summary']} data-testid="news-summary">
          <span className={classes['first']}>{first ?? strings.news.undone}</span>
          {others.map((sentence) => (
            <span key={sentence}> · {sentence}</span>
          ))}
        </span>
        <span className={classes['time']}>{formatTime(story.at, strings)}</span>
      </UnstyledButton>
    </li>
  );
}

function byDay(
  stories: readonly NewsStory[],
): readonly { readonly day: string; readonly stories: readonly NewsStory[] }[] {
  const days = [...new Set(stories.map(({ day }) => day))];
  return days.map((day) => ({ day, stories: stories.filter((story) => story.day === day) }));
}

function dayName(day: string, today: string, strings: Strings): string {
  if (day === today) {
    return strings.news.today;
  }
  return day === daysAfter(today, -1) ? strings.news.yesterday : formatDay(day, today, strings);
}
