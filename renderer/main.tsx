/**
 * The window: React views over zustand stores over the bridge. Start at `app.tsx`; `stores/` are the only callers of
 * the bridge, `views/` has one folder a screen, `components/` knows neither. It must never import main.
 */
import '@mantine/core/styles.css';
import './styles.css';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { createArchiveStore } from './stores/archive-store';
import { createChosenStore } from './stores/chosen-store';
import { createClockStore } from './stores/clock-store';
import { createCountsStore } from './stores/counts-store';
import { createCustomerActions } from './stores/customer-actions';
import { keepPlace } from './stores/keep-place';
import { createListStore } from './stores/list-store';
import { createNewsStore } from './stores/news-store';
import { createNotesFileStore } from './stores/notes-file-store';
import { createNotesStore } from './stores/notes-store';
import { createOpenCustomerStore } from './stores/open-customer-store';
import { createQuestionStore } from './stores/question-store';
import { createRecentStore } from './stores/recent-store';
import { createRowsStore } from './stores/rows-store';
import { createSettingsStore } from './stores/settings-store';
import { createSupportStore } from './stores/support-store';
import { createSyncStore } from './stores/sync-store';
import { createTakeAlongStore } from './stores/take-along-store';
import { createUiStore } from './stores/ui-store';
import { localDay } from './strings/days';

// The component library hands its style sheets over as text; nothing else is, and no element may be in it.
window.trustedTypes.createPolicy('default', {
  createHTML(text) {
    if (/<[a-z!/?]/i.test(text)) {
      throw new TypeError('Markup is made of elements here, never of text');
    }
    return text;
  },
});

const bridge = window.archibald;
const asked = await bridge.invoke('window:place');
const place = asked.ok ? asked.value : undefined;
const question = createQuestionStore(bridge, place);
const rows = createRowsStore(bridge, question, place?.topRow);
const openCustomer = createOpenCustomerStore(bridge, question, rows, place?.customer);
const settings = createSettingsStore(bridge);
const ui = createUiStore(bridge, place?.view);

/** A list that takes longer, as of a store that is being repaired, is not waited for. */
const LIST_AWAITED_MS = 600;
// Drawn once with its customers, not without them first: drawing is most of what a start is waiting for. Nothing else of
// the cache is asked for before them, since it answers one thing after the other.
await new Promise<void>((resolve) => {
  const limit = setTimeout(resolve, LIST_AWAITED_MS);
  const stop = rows.subscribe(({ total }) => {
    if (total !== null) {
      stop();
      clearTimeout(limit);
      resolve();
    }
  });
});

const list = createListStore(bridge, question);
const notes = createNotesStore(bridge, settings, (ms, callback) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
});
const stores = {
  actions: createCustomerActions(bridge, { openCustomer, rows, settings, ui }),
  archive: createArchiveStore(bridge),
  chosen: createChosenStore(bridge, { notes, openCustomer, question, rows, settings }),
  clock: createClockStore(Date.now, (callback, ms) => void setInterval(callback, ms)),
  counts: createCountsStore(bridge, question, rows, list),
  list,
  news: createNewsStore(bridge, () => localDay(new Date())),
  notes,
  notesFile: createNotesFileStore(bridge, notes),
  openCustomer,
  question,
  recent: createRecentStore(bridge, openCustomer),
  rows,
  settings,
  support: createSupportStore(bridge),
  sync: createSyncStore(bridge),
  takeAlong: createTakeAlongStore(bridge, question, list),
  ui,
};
keepPlace(bridge, ui, question, rows, openCustomer, (callback, ms) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
});

// The window may be hidden, closed or let go at any moment: what was typed is saved first.
const saveNotes = (): void => void stores.notes.getState().flush();
document.addEventListener('visibilitychange', saveNotes);
window.addEventListener('pagehide', saveNotes);

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no element "root"');
}
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
createRoot(root).render(<App stores={stores} nonce={nonce} />);
