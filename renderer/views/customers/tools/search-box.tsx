import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { shortcut } from '../../../keys';
import {
  useOpenCustomer,
  useOpenCustomerNow,
  useListQueryParts,
  useRecent,
  useStrings,
} from '../../../stores/stores';
import { RecentCustomers, recentId } from './recent-customers';
import recentClasses from './recent-customers.module.css';
import classes from './search-box.module.css';

interface Props {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  /** Called on arrow down; the list takes the focus. */
  readonly onDown: () => void;
  /** Called on Enter; opens the customer at the cursor, or the first one. */
  readonly onEnter: () => void;
  /** Opens a recent customer and moves the focus to it. */
  readonly onOpen: (id: string) => void;
}

/** The search field. A separate component, so that typing redraws nothing else. */
export function SearchBox({ inputRef, onDown, onEnter, onOpen }: Props): ReactNode {
  const { customers } = useStrings();
  const { search, setSearch } = useListQueryParts('search', 'setSearch');
  const moveTo = useOpenCustomer((state) => state.moveTo);
  const now = useOpenCustomerNow();
  const { recent, cursor, open, moveTo: moveToRecent, close } = useRecent((state) => state);
  const enterList = (): void => {
    moveTo(Math.max(now().cursor, 0));
    onDown();
  };
  /** Shows the recent customers below an empty search, or enters the list if there are none. */
  const showRecent = async (): Promise<void> => {
    const hasAny = await open();
    if (document.activeElement !== inputRef.current) {
      close();
    } else if (!hasAny) {
      enterList();
    }
  };
  const openRecent = (id: string): void => {
    close();
    onOpen(id);
  };
  const onRecentKey = (event: KeyboardEvent): boolean => {
    const at = recent[cursor];
    switch (event.key) {
      case 'ArrowDown':
        if (cursor + 1 < recent.length) {
          moveToRecent(cursor + 1);
        } else {
          close();
          enterList();
        }
        return true;
      case 'ArrowUp':
        if (cursor === 0) {
          close();
        } else {
          moveToRecent(cursor - 1);
        }
        return true;
      case 'Enter':
        if (at !== undefined) {
          openRecent(at.id);
        }
        return true;
      case 'Escape':
        close();
        return true;
      default:
        return false;
    }
  };
  const onKey = (event: KeyboardEvent): void => {
    if (cursor >= 0 && onRecentKey(event)) {
      event.preventDefault();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      if (search === '') {
        void showRecent();
      } else {
        enterList();
      }
    } else if (event.key === 'Enter') {
      event.preventDefault();
      onEnter();
    } else if (event.key === 'Escape' && search !== '') {
      event.preventDefault();
      setSearch('');
    }
  };
  return (
    <div className={`${classes['search'] ?? ''} ${recentClasses['place'] ?? ''}`}>
      <TextInput
        ref={inputRef}
        data-testid="customers-search"
        aria-label={customers.search}
        aria-activedescendant={cursor < 0 ? undefined : recentId(cursor)}
        placeholder={customers.searchPlaceholder}
        value={search}
        onChange={(event) => {
          close();
          setSearch(event.currentTarget.value);
        }}
        onBlur={close}
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
      <RecentCustomers onOpen={openRecent} />
    </div>
  );
}
