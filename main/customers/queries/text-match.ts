import type { CustomerSort, SortDirection } from '../../../preload/contract';
import { parseSearch } from '../../../preload/contract/search-text';
import type { Store } from '../store/store';
import { nearMisses } from './near-misses';
import type { Scores, TextMatch } from './ranked-rows';
import type { SearchIndex } from './search-index';
import { NOT_FOUND, RANK_OF_NOTE, isInside, rankRows, searchIndex } from './search-index';

/** The parts of a query that decide how typed text finds customers. */
interface TextQuery {
  readonly search: string;
  readonly sort: CustomerSort;
  readonly direction?: SortDirection;
  readonly alsoRows?: readonly ReadonlySet<number>[];
  readonly favoured?: readonly number[];
}

/** Returns the matches of the typed text, or `null` if no text is typed. */
export function textMatch(
  store: Store,
  { search, sort, direction = 'ascending', alsoRows = [], favoured = [] }: TextQuery,
): TextMatch | null {
  const words = parseSearch(search);
  if (words.length === 0) {
    return null;
  }
  const index = searchIndex(store);
  const ranks = words.map((word, place) => withNotes(rankRows(index, word), alsoRows[place]));
  let near: Scores | null | undefined;
  return {
    scores: scoresOf(index, ranks),
    isPoor: (row) => ranks.some((ofWord) => isInside(ofWord[row] ?? NOT_FOUND)),
    near() {
      near ??=
        nearMisses(index, words)?.map((score, row) => score && score * 2 + (index.prospects[row] ?? 0)) ??
        null;
      return near;
    },
    // In any other order, ranks do not matter.
    isRanked: sort === 'name' && direction === 'ascending',
    openedLast: favoured,
  };
}

function withNotes(ranks: Uint8Array, noted: ReadonlySet<number> | undefined): Uint8Array {
  if (noted === undefined || noted.size === 0) {
    return ranks;
  }
  const both = Uint8Array.from(ranks);
  for (const row of noted) {
    both[row] = Math.min(both[row] ?? NOT_FOUND, RANK_OF_NOTE);
  }
  return both;
}

/** Returns scores by rank for rows with every word; at equal ranks, customers precede prospects. */
function scoresOf({ prospects }: SearchIndex, ranks: readonly Uint8Array[]): Scores {
  const scores = new Uint16Array(prospects.length);
  const [first = new Uint8Array(), ...others] = ranks;
  for (let row = 0; row < scores.length; row += 1) {
    let sum = first[row] ?? NOT_FOUND;
    if (sum === NOT_FOUND) {
      continue;
    }
    let isFound = true;
    for (const ofWord of others) {
      const rank = ofWord[row] ?? NOT_FOUND;
      isFound &&= rank !== NOT_FOUND;
      sum += rank;
    }
    scores[row] = isFound ? (sum + 1) * 2 + (prospects[row] ?? 0) : 0;
  }
  return scores;
}
