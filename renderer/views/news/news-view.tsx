import { Button, Chip, Group, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import {
  IconAddressBook,
  IconPencil,
  IconShoppingCart,
  IconUserOff,
  IconUserPlus,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { NewsKind, NewsStory } from '../../../preload/contract';
import { NEWS_KINDS } from '../../../preload/contract/changes';
import { EmptyState } from '../../components/empty-state';
import { useNews, useOpenCustomer, useStrings, useToday, useUi } from '../../stores/stores';
import { daysAfter } from '../../strings/days';
import { formatDay, formatNumber, formatTime } from '../../strings/format';
import type { Strings } from '../../strings/it';
import classes from './news.module.css';
import { tellStory } from './tell-story';

const ICONS: Readonly<Record<NewsKind, typeof IconPencil>> = {
  orders: IconShoppingCart,
  new: IconUserPlus,
  contacts: IconAddressBook,
  absence: IconUserOff,
  other: IconPencil,
};

/** What has changed since the agent last looked, as one would tell it: orders first, a line for each customer and day. */
export function NewsView(): ReactNode {
  const strings = useStrings();
  const today = useToday();
  const { stories, total, customers, more, markSeen } = useNews((state) => state);
  const { news } = strings;
  if (stories === null) {
    return null;
  }
  if (customers === 0) {
    return <EmptyState title={news.none} text={news.noneText} />;
  }
  const left = total - stories.length;
  return (
    <ScrollArea h="100%">
      <Stack p="lg" gap="lg" className={classes['column']} data-testid="news">
        <Group justify="space-between">
          <Text size="sm" c="var(--app-quiet)">
            {news.customers(customers, formatNumber(customers, strings))}
          </Text>
          <Button variant="default" size="xs" data-testid="news-seen" onClick={() => void markSeen()}>
            {news.markSeen}
          </Button>
        </Group>
        <Kinds strings={strings} />
        {byDay(stories).map(({ day, stories: ofDay }) => (
          <section key={day} className={classes['day']}>
            <Text component="h2" size="sm" fw={600} mb="xs">
              {dayName(day, today, strings)}
            </Text>
            <ul className={classes['list']}>
              {ofDay.map((story) => (
                <Story key={`${story.customerId} ${story.day}`} story={story} strings={strings} />
              ))}
            </ul>
          </section>
        ))}
        {left > 0 ? (
          <Button
            variant="default"
            className={classes['more']}
            data-testid="news-more"
            onClick={() => void more()}
          >
            {news.more(formatNumber(left, strings))}
          </Button>
        ) : null}
      </Stack>
    </ScrollArea>
  );
}

/** Which news are shown; a kind of which there is none is not offered, unless it was chosen. */
function Kinds({ strings }: { readonly strings: Strings }): ReactNode {
  const { kind, counts, customers, setKind } = useNews((state) => state);
  const { news } = strings;
  const choices = [
    { value: 'all', label: news.allKinds, count: customers },
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

function Story({ story, strings }: { readonly story: NewsStory; readonly strings: Strings }): ReactNode {
  const open = useUi((state) => state.open);
  const select = useOpenCustomer((state) => state.select);
  const [kind = 'other'] = story.kinds;
  const Icon = ICONS[kind];
  const [first, ...others] = tellStory(story.changes, strings);
  return (
    <li>
      <UnstyledButton
        className={classes['item']}
        data-testid="news-item"
        data-kind={kind}
        onClick={() => {
          select(story.customerId);
          open('customers');
        }}
      >
        <Icon size={18} stroke={1.7} aria-hidden="true" className={classes['icon']} />
        <span className={classes['name']} data-testid="news-customer">
          {story.customerName}
        </span>
        <span className={classes['told']} data-testid="news-told">
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
