import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { shortcut } from '../../../keys';
import { useOpenCustomer, useOpenCustomerNow, useQuestionParts, useStrings } from '../../../stores/stores';
import classes from './search-box.module.css';

interface Props {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  /** Arrow down: into the list. */
  readonly onDown: () => void;
  /** Enter: opens the customer at the cursor, else the first. */
  readonly onEnter: () => void;
}

/** What is looked for. Alone, so that each letter draws no more than itself: the list follows when it is found. */
export function SearchBox({ inputRef, onDown, onEnter }: Props): ReactNode {
  const { customers } = useStrings();
  const { search, setSearch } = useQuestionParts('search', 'setSearch');
  const moveTo = useOpenCustomer((state) => state.moveTo);
  const now = useOpenCustomerNow();
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      moveTo(Math.max(now().cursor, 0));
      onDown();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      onEnter();
    } else if (event.key === 'Escape' && search !== '') {
      event.preventDefault();
      setSearch('');
    }
  };
  return (
    <TextInput
      ref={inputRef}
      className={classes['search']}
      data-testid="customers-search"
      aria-label={customers.search}
      placeholder={customers.searchPlaceholder}
      value={search}
      onChange={(event) => setSearch(event.currentTarget.value)}
      onKeyDown={onKey}
      leftSection={<IconSearch size={17} aria-hidden="true" />}
      rightSectionWidth={search === '' ? 64 : 34}
      rightSection={
        search === '' ? (
          <Kbd size="xs">{shortcut('K')}</Kbd>
        ) : (
          <CloseButton size="sm" aria-label={customers.clear} onClick={() => setSearch('')} />
        )
      }
    />
  );
}
