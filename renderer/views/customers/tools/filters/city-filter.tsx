import { Combobox, useCombobox } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { CustomerCity } from '../../../../../preload/contract';
import { useCounts, useListQueryParts, useStrings } from '../../../../stores/stores';
import { formatNumber } from '../../../../strings/format';
import { citiesLike } from './cities-like';
import classes from './city-filter.module.css';
import { FilterChip } from './filter-chip';

/** The maximum number of cities in the menu; typing narrows it. */
const CITIES_OFFERED = 100;

/** The filter by cities. Enter selects the best match; with no input, it closes the menu. */
export function CityFilter(): ReactNode {
  const strings = useStrings();
  const { customers } = strings;
  const { cities, cityChoices, setFilters } = useListQueryParts('cities', 'cityChoices', 'setFilters');
  const { cities: counts, countCities } = useCounts((state) => state);
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({
    onDropdownClose(by) {
      combobox.resetSelectedOption();
      setTyped('');
      if (by === 'keyboard') {
        combobox.focusTarget();
      }
    },
    onDropdownOpen() {
      void countCities();
      combobox.focusSearchInput();
    },
  });
  const { dropdownOpened, selectFirstOption, resetSelectedOption } = combobox;
  const chosen = useMemo(() => cities ?? [], [cities]);
  const offered = useMemo(
    () => (dropdownOpened ? offer(counted(cityChoices, counts), chosen, typed) : []),
    [dropdownOpened, cityChoices, counts, chosen, typed],
  );
  useEffect(() => {
    // An effect, because an option must be drawn before it can be selected.
    if (typed === '') {
      resetSelectedOption();
    } else {
      selectFirstOption();
    }
  }, [typed, offered, selectFirstOption, resetSelectedOption]);

  const toggle = (city: string): void => {
    const next = chosen.includes(city) ? chosen.filter((one) => one !== city) : [...chosen, city];
    setTyped('');
    setFilters({ cities: next.length === 0 ? null : next });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && combobox.getSelectedOptionIndex() < 0) {
      event.preventDefault();
      combobox.closeDropdown('keyboard');
    }
  };
  return (
    <Combobox
      store={combobox}
      width={280}
      position="bottom-start"
      shadow="md"
      onOptionSubmit={toggle}
      resetSelectionOnOptionHover
      withinPortal={false}
    >
      <FilterChip
        label={customers.city}
        inForce={chosen.length === 0 ? null : citiesText(chosen)}
        testId="customers-city"
        onClick={() => combobox.toggleDropdown()}
        onClear={() => setFilters({ cities: null })}
        around={(button) => <Combobox.Target targetType="button">{button}</Combobox.Target>}
      />
      <Combobox.Dropdown>
        <Combobox.Search
          value={typed}
          aria-label={customers.citySearch}
          placeholder={customers.citySearch}
          data-testid="city-search"
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }} aria-label={customers.city}>
          {offered.map(({ city, customers: count }) => (
            <Combobox.Option key={city} value={city} active={chosen.includes(city)}>
              <span className={classes['option']}>
                <span className={classes['mark']}>
                  {chosen.includes(city) ? <IconCheck size={14} aria-hidden="true" /> : null}
                </span>
                <span className={classes['city']}>{city}</span>
                <span className={classes['count']}>{formatNumber(count, strings)}</span>
              </span>
            </Combobox.Option>
          ))}
          {offered.length === 0 ? <Combobox.Empty>{customers.noCity}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Returns the cities with their current counts, once known. */
function counted(
  choices: readonly CustomerCity[],
  counts: ReadonlyMap<string, number> | null,
): readonly CustomerCity[] {
  return counts === null
    ? choices
    : choices.map((choice) => ({ ...choice, customers: counts.get(choice.city) ?? 0 }));
}

/** Returns the cities to offer: the chosen ones first, or those that match the input. */
function offer(
  choices: readonly CustomerCity[],
  chosen: readonly string[],
  typed: string,
): readonly CustomerCity[] {
  if (typed.trim() !== '') {
    return citiesLike(choices, typed).slice(0, CITIES_OFFERED);
  }
  // The last customer of a chosen city may have disappeared in a sync run.
  const first = chosen.map((city) => choices.find((one) => one.city === city) ?? { city, customers: 0 });
  return [
    ...first,
    ...choices.filter(({ city, customers }) => customers > 0 && !chosen.includes(city)),
  ].slice(0, CITIES_OFFERED + first.length);
}

function citiesText([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} +${others.length}`;
}
