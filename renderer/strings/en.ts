import { SHARED_WORDS } from '../../preload/contract/words';
import type { Strings } from './it';

const words = SHARED_WORDS.en;

export const en: Strings = {
  locale: words.locale,
  nav: {
    label: 'Sections',
    customers: words.customers,
    news: words.news,
    sync: words.sync,
    settings: words.settings,
  },
  news: {
    none: 'No news',
    noneText: 'Orders, new customers and changes since you last looked are shown here.',
    customers: (count, formatted) => (count === 1 ? 'News of 1 customer' : `News of ${formatted} customers`),
    markSeen: 'Mark as seen',
    more: (left) => `Show more (${left} left)`,
    kindsLabel: 'Which news',
    allKinds: 'All',
    kinds: {
      orders: 'Orders',
      new: 'New customers',
      contacts: 'Contacts and addresses',
      absence: 'Missing and removed',
      other: 'Other',
    },
    kindCount: (kind, count) => `${kind} ${count}`,
    events: {
      new: 'New customer',
      missing: 'No longer in the export',
      removed: 'Removed: missing from two exports',
      back: 'Back in the export',
    },
    newOrders: (count, formatted) => (count === 1 ? 'New order' : `${formatted} new orders`),
    amount: (what, plus) => (plus === null ? what : `${what}: ${plus}`),
    orderOf: (what, date) => `${what} (${date})`,
    newPeriod: 'New year: sales begin again at zero',
    newAddress: (address) => `New address: ${address}`,
    renamed: (name) => `Now called ${name}`,
    ofPeriod: (field, period) => `${field} (${period.toLowerCase()})`,
    filled: (field, value) => `${field}: ${value} (was empty)`,
    emptied: (field, value) => `${field}: now empty (was ${value})`,
    undone: 'Changed, then back as it was',
    today: 'Today',
    yesterday: 'Yesterday',
    show: 'See the news',
  },
  header: {
    label: 'State of the data',
    updateNow: `🔄 ${words.updateCustomers}`,
    updating: 'Updating…',
    never: 'Never updated',
    dataAge: (age) => `Data updated ${age}`,
    stale: 'The data are more than 24 hours old',
    demo: 'Demo',
  },
  time: {
    now: 'just now',
    minutes: (count) => (count === 1 ? '1 minute ago' : `${count} minutes ago`),
    hours: (count) => (count === 1 ? '1 hour ago' : `${count} hours ago`),
    days: (count) => (count === 1 ? '1 day ago' : `${count} days ago`),
    inSeconds: (count) => `in ${count} s`,
    inMinutes: (count) => (count === 1 ? 'in 1 minute' : `in ${count} minutes`),
    inHours: (hours, minutes) => `in ${hours} h ${minutes} min`,
    due: 'any moment',
    today: (time) => `today ${time}`,
    yesterday: (time) => `yesterday ${time}`,
    seconds: (value) => `${value} s`,
    todayAt: (time) => `today ${words.at(time)}`,
    tomorrowAt: (time) => `tomorrow ${words.at(time)}`,
    dayAt: words.dayAt,
  },
  banner: {
    label: 'State of the update',
    alertLabel: 'Your attention is needed',
    automatic: '⏳ Automatic customer update in progress…',
    manual: '⏳ Customer update in progress…',
    count: (read, expected) => `${read} / ${expected} customers`,
    countOnly: (read) => `${read} customers`,
    cancel: words.cancel,
    stages: {
      login: 'logging in',
      list: 'opening the list',
      export: 'waiting for the portal',
      download: 'downloading',
      read: 'reading',
      apply: 'saving',
      waiting: 'trying again shortly',
    },
    attempt: (attempt, of) => `attempt ${attempt} of ${of}`,
    done: (changes) => `✅ ${changes}`,
    added: (_count, formatted) => `${formatted} new`,
    updated: (_count, formatted) => `${formatted} updated`,
    missing: (_count, formatted) => `${formatted} no longer listed`,
    nothingNew: 'Already up to date',
    cancelled: 'Update cancelled: nothing was changed',
    pausedUntil: (when) => `Paused until ${when.replace(/^on /, '')}`,
    offline: words.offline,
    offlineNoData: 'Offline: customers will come when the network is back',
    foreignNetwork: (trouble, when) => (when === null ? trouble : `${trouble}: data of ${when}`),
    otherCertificate: 'On this network the portal has another certificate',
    otherCertificateAdvice: 'The password was not sent. Will retry at the next update or on another network.',
    maintenance: (time) => `Portal under maintenance, trying again at ${time}`,
    degraded: (failures) => `The last ${failures} updates have failed`,
    retry: 'Try again now',
    updatePassword: 'Update password',
    unconfirmedTwice: 'The portal did not confirm the second attempt either: check the password.',
    checkCertificate: 'Check the certificate',
    goToAccount: 'Go to the account',
    dismiss: 'Close',
    loginLimit: (when) => `Too many logins today: syncing resumes ${when}, or update by hand`,
    hours: (when) => `Outside working hours: updates resume ${when}`,
  },
  certificate: {
    advice:
      'The password was not sent. Have the office read you the fingerprint of the certificate: if it is the same as this, type the four pairs that are missing.',
    ofAnotherHost:
      'This certificate is another site’s: the network (hotel, train) may want a login. Open the browser first and log in to the network.',
    host: 'Server',
    fingerprint: 'SHA-256 fingerprint',
    issuer: 'Issued by',
    validUntil: 'Valid until',
    typed: 'Last four pairs, as the office reads them',
    trust: 'The fingerprint is the same: trust it',
    notAllowed: 'Your company allows no other certificates: contact the office.',
  },
  archive: {
    label: 'State of the archive',
    restored: (when) => `Archive repaired from the backup of ${when}`,
    rebuilt: 'Archive rebuilt, updating',
    rolledBack: 'The archive was an old copy, updating',
    repairText: 'The next update completes it by itself. There is nothing to do.',
    understood: words.understood,
    partial: (exported, known) => `Partial export? ${exported} instead of ${known}`,
    partialText:
      'A filter may be on in the portal. New customers and changes are in; nobody has been marked as missing.',
    acceptPartial: 'Accept the smaller list',
    filter: (name) => `The filter “${name}” is on in the portal: the list may lack customers`,
    filterText: 'Take it out in the portal. Until then no customer is marked as missing.',
    notesRepaired: (count, formatted) =>
      count === 0
        ? 'The notes could not be read any more'
        : count === 1
          ? 'Notes repaired: 1 is back'
          : `Notes repaired: ${formatted} are back`,
    notesRepairedText: (backup) =>
      `Look at the last ones: what you wrote after the backup of ${backup} may be missing.`,
    notesRepairedNoBackup: 'Look at the last ones: something may be missing. The damaged file is kept.',
    backupFailed: (reason) => `Today’s backup failed: ${reason}`,
  },
  customers: {
    search: 'Search customers',
    searchPlaceholder: 'Name, city, VAT number, phone, address…',
    total: words.customerCount,
    sortBy: 'Sort by',
    columns: {
      orderCount: 'Orders',
      salesCents: 'Sales',
      previousOrderCount1: 'Orders last year',
      previousSales1Cents: 'Sales last year',
      previousOrderCount2: 'Orders two years ago',
      previousSales2Cents: 'Sales two years ago',
      change: 'Change',
      changeShare: 'Change %',
    },
    sums: 'Sales of the customers listed',
    sumOf: {
      salesCents: 'Sales this year',
      previousSales1Cents: 'Last year',
      previousSales2Cents: 'Two years ago',
    },
    sortColumn: (column, direction) => `Sort by ${column}: ${direction}`,
    directions: { ascending: 'ascending', descending: 'descending' },
    list: 'List of customers',
    filter: 'Which customers',
    filters: {
      current: 'With or without orders',
      active: 'Active (ordered in the last 6 months)',
      'dormant-6': 'Dormant for 6 months',
      'dormant-12': 'Dormant for 12 months',
      potential: 'Never ordered',
      due: 'To call back',
      noted: 'With a note',
      missing: 'Missing from the export',
      removed: 'Removed',
    },
    filterCount: (filter, count) => `${filter} (${count})`,
    city: 'City',
    anyCity: 'All cities',
    noCity: 'No such city',
    foundBy: (field) => `${field}: `,
    missing: 'Missing',
    missingSince: (when) => `No longer in the export since ${when}`,
    removed: 'Removed',
    removedSince: (when) => `Removed on ${when}`,
    noneRemoved: 'No removed customer',
    noneRemovedAdvice: 'Those that two exports in a row have lacked show here. They come back by themselves.',
    noneDue: 'Nobody to call back today',
    noneDueAdvice: 'Whoever has a date of today or before in their notes comes here.',
    noneNoted: 'No notes yet',
    noneNotedAdvice: 'Open a customer and write what you want to remember.',
    noneMissing: 'No missing customer',
    noneMissingAdvice: 'The last export held them all.',
    none: 'No customer found',
    noneAdvice: 'Try fewer letters or another word.',
    noneFiltered: 'Nobody with these filters.',
    noneOwn: 'None of your customers',
    noneOfKinds: 'Nobody of the chosen types.',
    scope: 'Customers or prospects',
    scopes: { own: 'Your customers', prospects: 'Prospects', all: 'All' },
    prospect: 'Prospect',
    kindOne: {
      debitor: 'Customer',
      custfromconcess: 'Dealer’s customer',
      potfromcon: 'Dealer’s prospect',
      potdentiital: 'Prospect from the dentists’ register',
      none: 'No type',
    },
    kindMany: {
      debitor: 'Customers',
      custfromconcess: 'Dealers’ customers',
      potfromcon: 'Dealers’ prospects',
      potdentiital: 'Prospects from the dentists’ register',
      none: 'No type',
    },
    kindFilter: 'Types of customers',
    allKinds: 'All types',
    kindsChosen: (chosen, of) => (chosen === 1 ? `1 type of ${of}` : `${chosen} types of ${of}`),
    elsewhere: (count, formatted, isProspects) =>
      isProspects
        ? count === 1
          ? '+1 prospect'
          : `+${formatted} prospects`
        : count === 1
          ? '+1 other'
          : `+${formatted} others`,
    elsewhereText: (count, formatted, isProspects) =>
      isProspects
        ? count === 1
          ? 'There is one among the prospects.'
          : `There are ${formatted} among the prospects.`
        : count === 1
          ? 'There is one of another type.'
          : `There are ${formatted} of other types.`,
    showElsewhere: 'Search all',
    widened: 'Searching all',
    recent: 'Opened recently',
    similar: 'Similar result',
    similarOnly: 'Similar results',
    similarToo: 'Similar results at the end',
    clearFilters: 'Clear the filters',
    empty: 'No customers yet',
    emptyAdvice: 'They will come with the first update.',
    emptySyncing: 'Fetching your customers…',
    firstSyncText: 'The first time takes a few minutes at most. Then they are here, offline too.',
    clear: 'Clear the search',
  },
  columns: {
    title: 'Columns of the list',
    hint: 'The arrows change the order. In the list, drag a caption to move it and its edge to widen it; by keyboard Alt and Shift with the arrows.',
    shown: 'Shown',
    toAdd: 'To add',
    portal: 'From the portal',
    earlier: (column) => `Move ${column} further left`,
    later: (column) => `Move ${column} further right`,
    remove: (column) => `Take ${column} away`,
    reset: 'First columns again',
    close: 'Done',
  },
  views: {
    open: 'Views',
    label: 'Saved views',
    hint: 'Keep filters, order and columns under a name, to have them back by a click.',
    saveNow: 'Save the present view…',
    manage: 'Manage the views…',
    saveTitle: 'Save the view',
    name: 'Name of the view',
    nameHint: 'For example “Dormant for 6 months in Naples”',
    replaces: 'There is a view of this name: it will be replaced.',
    save: 'Save',
    replace: 'Replace',
    cancel: words.cancel,
    rename: (view) => `Rename ${view}`,
    overwrite: (view) => `Update ${view} with the present list`,
    remove: (view) => `Delete ${view}`,
    taken: 'Another view has this name',
    done: 'Done',
  },
  takeAlong: {
    open: 'Export the list',
    openCustomer: 'Export the customer',
    print: (keys: string) => `Print the list (${keys})`,
    printCustomer: 'Print the customer',
    title: (customers) => `Export ${customers}`,
    format: 'Format',
    formats: { xlsx: 'Excel sheet', csv: 'CSV text', vcard: words.contacts },
    formatHints: {
      xlsx: 'A sheet with real numbers and dates; postcodes, phones and VAT numbers stay text.',
      csv: 'Text with semicolons, as an Italian Excel opens it.',
      vcard: 'For the phone’s contacts: name, phones, address, e-mail and code (vCard).',
    },
    which: 'Columns',
    whichColumns: { shown: 'Those of the list', all: 'All fields and my notes' },
    personal:
      'The file will hold personal data of your customers: keep it in a safe place, send it to nobody who must not have them, and delete it when it is no longer needed.',
    save: 'Save the file…',
    saving: 'Writing the file…',
    cancel: words.cancel,
    saved: (customers, path) => `${customers}: saved in ${path}`,
    show: 'Show in the folder',
    dismiss: 'Dismiss',
  },
  detail: {
    label: 'Customer',
    close: 'Close the customer',
    groups: {
      contacts: words.contacts,
      fiscal: 'Fiscal data',
      address: words.address,
      orders: 'Orders and sales',
      other: 'Other',
      portal: 'More from the portal',
    },
    fields: {
      id: words.code,
      accountNumber: 'Customer profile',
      name: 'Name',
      vatNumber: words.vatNumber,
      pec: 'PEC',
      sdi: 'SDI',
      fiscalCode: 'Fiscal code',
      deliveryTerms: 'Delivery terms',
      street: 'Street',
      postalCode: 'Postal code',
      city: 'City',
      phone: words.phone,
      mobile: 'Mobile',
      url: 'Web site',
      attentionTo: words.attentionTo,
      lastOrderDate: words.lastOrder,
      orderCount: 'Orders',
      salesCents: 'Sales',
      previousOrderCount1: 'Orders',
      previousSales1Cents: 'Sales',
      previousOrderCount2: 'Orders',
      previousSales2Cents: 'Sales',
      description: 'Description',
      type: 'Type',
      externalAccountNumber: 'External account',
      ourAccountNumber: 'Our account',
      email: 'E-mail',
    },
    periods: ['Two years ago', 'A year ago', 'This year'],
    orders: (count, formatted) => (count === 1 ? '1 order' : `${formatted} orders`),
    copy: (field) => `Copy ${field}`,
    copied: 'Copied',
    notANumber: 'Not a valid number',
    whatsAppTo: (number) => `WhatsApp to ${number}`,
    scan: {
      open: 'To the phone',
      of: (number) => `QR code to call ${number}`,
      kind: 'What to hand to the phone',
      call: 'Call',
      contact: 'Save the contact',
      callAdvice: 'Point the phone’s camera at the code, then tap to call.',
      contactAdvice:
        'Point the phone’s camera at the code: name, numbers, e-mail and address go to its contacts.',
      close: 'Close the code',
    },
    contact: {
      call: 'Call',
      mobile: 'Mobile',
      whatsApp: 'WhatsApp',
      email: 'Write',
      pec: 'Write to the PEC',
      map: 'Map',
      site: 'Site',
    },
    trend: 'Sales and orders of the three periods',
    empty: '—',
    firstSeen: (when) => `First seen on ${when}`,
    changed: (when) => `Last changed on ${when}`,
    history: 'Changes',
    historyKinds: {
      new: 'New customer',
      missing: 'No longer in the export',
      removed: 'Removed',
      back: 'Back in the export',
    },
    historyChange: (field, before, after) => `${field}: ${before} → ${after}`,
    historyMore: (count, formatted) => (count === 1 ? '1 older change' : `${formatted} older changes`),
  },
  notes: {
    title: 'My notes',
    field: 'Note',
    placeholder: 'Agreements, preferences, what to bring next time…',
    hint: 'They stay on this computer: the portal does not see them.',
    recall: words.callBackOn,
    dayForm: 'dd/mm/yyyy',
    noDay: (example) => `Enter a date like ${example}`,
    calendar: {
      open: 'Open the calendar',
      previousMonth: 'Previous month',
      nextMonth: 'Next month',
    },
    recallOn: (day) => `${words.callBackOn} ${day}`,
    recallToday: 'To call back today',
    recallLate: (day) => `To call back: it was ${day}`,
    choices: { day: 'Tomorrow', week: 'In a week', month: 'In a month' },
    done: 'Done',
    saving: 'Saving…',
    saved: 'Saved',
    retry: 'Try again',
    tooLong: (limit) => `No more than ${limit} characters`,
    mark: 'Has a note',
    foundIn: 'Found in the notes',
  },
  sync: {
    health: 'State',
    healths: {
      unknown: 'Not yet checked',
      healthy: 'All is well',
      failing: 'The last update failed',
      degraded: words.updatesInTrouble,
      blocked: 'Your help is needed',
      'foreign-network': 'Waiting for another network',
    },
    lastSuccess: 'Last successful update',
    lastResult: 'What changed',
    nextSync: 'Next update',
    notPlanned: (reason) => `not planned: ${reason}`,
    holds: {
      'no-account': 'no account connected',
      PASSWORD_NEEDED: 'the password is missing',
      PORTAL_NOT_ALLOWED: 'your company has named another portal',
      POLICY_BROKEN: 'the settings of the company cannot be read',
      PORTAL_NOT_SECURE: 'the address of the portal is not https',
      DISK_FULL: 'the disk is full',
      blocked: 'you are needed',
      offline: 'you are offline',
      paused: 'paused',
      'login-limit': 'too many logins today',
      hours: 'outside working hours',
    },
    goesOn: (when) => `resumes ${when}`,
    logins: 'Logins to the portal',
    loginCounts: (today, month) => `today ${today}, in the last 30 days ${month}`,
    target: (limit) => `(target ${limit})`,
    total: 'Updates in all',
    more: 'More figures',
    average: 'Average duration',
    medianAndP95: 'Median · 95th percentile',
    unchanged: 'Unchanged customers',
    failures: 'Failures in a row',
    errorRate: 'Error rate',
    customers: 'Customers kept',
    runs: 'Last updates',
    noRunsTitle: 'No update yet',
    noRuns: 'Updates will show here.',
    columns: { when: 'When', trigger: 'Start', outcome: 'Outcome', duration: 'Duration', changes: 'Changes' },
    triggers: {
      startup: 'at start',
      schedule: 'automatic',
      manual: 'manual',
      resume: 'on waking',
      online: 'back online',
    },
    outcomes: { success: 'Succeeded', failed: 'Failed', cancelled: 'Cancelled', interrupted: 'Interrupted' },
    counts: (added, updated, unchanged) => `${added} new · ${updated} updated · ${unchanged} unchanged`,
    charts: {
      durations: 'Duration by stage',
      durationsHint: 'Seconds per update, oldest first',
      changes: 'New and updated',
      changesHint: 'Customers per update',
      failures: 'Succeeded and failed',
      failuresHint: (failed) =>
        failed === 0
          ? 'By day: no failures'
          : failed === 1
            ? 'By day: 1 failure'
            : `By day: ${failed} failures`,
      stages: { login: 'Login', export: 'Export', read: 'Reading', apply: 'Store' },
      added: 'New',
      updated: 'Updated',
      succeeded: 'Succeeded',
      failed: 'Failed',
    },
    details: {
      label: 'Details',
      of: (number) => `Details of update ${number}`,
      number: 'Number',
      attempts: 'Attempts',
      logins: 'Logins',
      size: 'Size',
      pages: 'Pages',
      missing: 'No longer there',
      sums: (verified, printed) => `Sums verified: ${verified} of ${printed}`,
      unknownColumns: (count, list) =>
        count === 1 ? `New column kept: ${list}` : `New columns kept: ${list}`,
      similarColumn: (column, expected) => `Column “${column}” read as “${expected}”`,
      hiddenColumns: (count, list) =>
        count === 1
          ? `Column ${list} hidden in the portal: known values kept`
          : `Columns ${list} hidden in the portal: known values kept`,
      unreadableColumn: (column, example) =>
        `Column “${column}” cannot be read (for example “${example}”): known values kept`,
      ambiguousColumn: (column) =>
        `Column “${column}”: its year is not clear. Known values kept; show the order counts in the portal too`,
      unreadableText: (count, list) =>
        count === 1
          ? `Customer ${list}: a character cannot be read, known text kept`
          : `Customers ${list}: characters cannot be read, known texts kept`,
      emptiedColumn: (column) =>
        `Column ${column} is empty in the portal: known values kept until the next update`,
      sumMismatch: (column) =>
        `The portal’s own sum of “${column}” is wrong: two readings agree, the data were applied`,
      more: (list, formatted) => `${list} and ${formatted} more`,
      counted: {
        UNKNOWN_COLUMN: (count, formatted) =>
          count === 1 ? '1 column not recognised' : `${formatted} columns not recognised`,
        SIMILAR_COLUMN: (count, formatted) =>
          count === 1
            ? '1 column recognised by a similar title'
            : `${formatted} columns recognised by a similar title`,
        MISSING_OPTIONAL_COLUMN: (count, formatted) =>
          count === 1
            ? '1 column hidden in the portal: known values kept'
            : `${formatted} columns hidden in the portal: known values kept`,
        EMPTIED_COLUMN: (count, formatted) =>
          count === 1
            ? '1 column empty in the portal: known values kept'
            : `${formatted} columns empty in the portal: known values kept`,
        DUPLICATE_ID: (count, formatted) =>
          count === 1
            ? '1 customer repeated in the export: the first row counts'
            : `${formatted} customers repeated in the export: the first row counts`,
        BAD_VALUE: (count, formatted) =>
          count === 1
            ? '1 value cannot be read: the known one stays'
            : `${formatted} values cannot be read: the known ones stay`,
        UNREADABLE_COLUMN: (count, formatted) =>
          count === 1 ? '1 column cannot be read' : `${formatted} columns cannot be read`,
        AMBIGUOUS_COLUMN: (count, formatted) =>
          count === 1 ? '1 column of an unclear year' : `${formatted} columns of an unclear year`,
        UNREADABLE_TEXT: (count, formatted) =>
          count === 1
            ? '1 text with characters that cannot be read'
            : `${formatted} texts with characters that cannot be read`,
        NO_DECLARED_COUNT: () => 'The export does not say how many customers it holds',
        SUM_MISMATCH: (count, formatted) =>
          count === 1
            ? '1 of the portal’s own sums is wrong'
            : `${formatted} of the portal’s own sums are wrong`,
        TEXT_TOO_LONG: (count, formatted) =>
          count === 1 ? '1 text too long, cut' : `${formatted} texts too long, cut`,
      },
      countedOther: (count, formatted) => (count === 1 ? '1 other note' : `${formatted} other notes`),
    },
  },
  diagnostics: {
    open: 'Export diagnostics',
    title: 'Diagnostics for support',
    privacy:
      'This is all that will be saved in one zip file. No customers, no password, nor the address of the portal or your user name.',
    gathering: 'Gathering…',
    files: {
      'versions.json': 'Versions of app and system',
      'settings.json': 'Settings, without the account',
      'status.json': 'State of syncing',
      'runs.json': 'Last updates',
      'store.json': 'Check of the store',
      log: 'Log',
    },
    size: (kilobytes) => `${kilobytes} kB`,
    save: 'Save the file…',
    saved: 'Diagnostics saved',
    cancel: words.cancel,
  },
  pause: {
    title: words.pause,
    hint: 'Stops automatic updates. Those by hand always work.',
    lengths: words.pauseLengths,
    until: (when) => `Automatic updates paused until ${when}`,
    untilResumed: 'Automatic updates paused',
    resume: words.resume,
  },
  settings: {
    behaviour: 'Behaviour',
    switches: {
      startWithComputer: {
        label: 'Start with the computer',
        hint: 'Opens hidden in the tray and updates the customers by itself.',
      },
      notifications: {
        label: 'Notifications',
        hint: 'Only when you are needed or updates no longer succeed.',
      },
      automaticBanner: {
        label: 'Show automatic updates',
        hint: 'A line above the list while customers update by themselves.',
      },
    },
    frequency: 'Update frequency',
    frequencyHint: 'How often the customers update by themselves.',
    presets: {
      '5': 'Every 5 minutes',
      '15': 'Every 15 minutes',
      '30': 'Every 30 minutes',
      '60': 'Every hour',
      '240': 'Every 4 hours',
      '1440': 'Once a day',
      custom: 'Other…',
    },
    customFrequency: (min, max) => `Minutes (${min} to ${max})`,
    frequencyInvalid: (min, max) => `Type a whole number from ${min} to ${max}`,
    hours: 'Update by itself',
    hoursHint: 'Outside these hours the app does not touch the portal. By hand you can always update.',
    hoursChoices: { always: 'Always', hours: 'In working hours' },
    hoursDays: 'Days',
    hoursFrom: 'From',
    hoursTo: 'To',
    hoursInvalid: {
      days: 'Choose one day at least',
      time: 'Write a time as 8:00 or 19:30',
      order: 'The end must come after the beginning',
    },
    managed: 'Managed by the company.',
    policyTroubles: {
      partly: 'Some settings of the company are not valid: the strictest stand in for them.',
      broken:
        'The settings of the company cannot be read: nothing is updated automatically until the office mends them.',
      untrusted:
        'What the settings of the company allow does not count: on this computer others than administrators may change them.',
    },
    save: 'Save',
    saved: 'Saved',
    appearance: 'Appearance and language',
    language: 'Language',
    languages: { it: 'Italiano', en: 'English' },
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    account: 'Account',
    portal: 'Portal',
    user: 'User',
    password: 'Password',
    passwordKept: {
      stored: 'Kept in the key store of the system',
      memory: 'The password will not be saved: it is asked for at the next start',
      missing: 'To be given again',
    },
    demoAccount: 'You are using the demo with made-up customers.',
    noAccount: 'No account is connected.',
    connectAccount: 'Connect your account',
    updatePassword: 'Update password',
    disconnect: words.disconnect,
    erase: 'Disconnect and erase the data',
    disconnectTitle: words.disconnectQuestion,
    disconnectText:
      'The password is forgotten and updates stop. The customers already fetched and your notes stay. If you erase the data, customers, notes, backups and logs go too: notes cannot be brought back.',
    cancel: words.cancel,
    protection: 'Data protection',
    protectedByDisk:
      'Customers and notes lie on the disk as they are: if the computer is lost or stolen, it is the disk’s encryption that protects them.',
    diskLooking: 'Asking the system whether it is on…',
    disk: {
      on: 'The disk is encrypted.',
      off: 'The disk is not encrypted: ask your office to switch it on.',
      unknown: 'The system does not tell whether the disk is encrypted: ask your office.',
    },
    folderOpen:
      'Windows has not closed the data folder to other users of this computer: ask your office to look at its permissions.',
    retentionUnclear: 'Removed customers are kept until the office mends the settings of the company.',
    retention: (months) =>
      `Customers removed more than ${months} months ago are deleted for good, with their history; your notes stay.`,
    about: 'About',
    dataFolder: 'Data folder',
    licences: 'Licences',
    licencesText:
      'Archibald Agent uses these packages, each under its own licence. Those of Chromium are in the folder of the app.',
    licencesTexts: 'Read the texts',
    licencesMissing: 'The texts do not open: install the app again.',
    updateReady: (version) => `Version ${version} is ready: it is installed when you quit the app.`,
    updateFetching: (version) => `Fetching version ${version}…`,
    updateRefused:
      'A new version was refused: it does not bear the company’s signature, or one that is too old. Tell the office; this version goes on working.',
    updateElsewhere: {
      package:
        'New versions come as a package of the system, from whoever manages the computer: the app does not install them by itself.',
      copy: 'This copy was not installed by its installer: new versions come from the office.',
      insecure:
        'The app does not update itself: the address of new versions is not secure (https). Tell the office.',
      unsigned:
        'The app does not update itself: the company has named no key that signs new versions. Tell the office.',
    },
    testBuild: (version) => `${version} (test build)`,
    showFolder: 'Show the folder',
    version: 'Version',
  },
  firstRun: {
    title: 'Welcome to Archibald Agent',
    subtitle: 'Your Archibald customers, always with you: even without a network.',
    form: 'Connect your account',
    portal: 'Address of the portal',
    portalPlaceholder: 'https://archibald.company.com',
    portalInvalid: 'This address is not valid. Enter it as in the browser.',
    user: 'User',
    password: 'Password',
    test: 'Test the connection',
    testing: 'Trying to log in…',
    testOk: 'Connected: logging in works.',
    connect: 'Connect',
    saveAndUpdate: 'Save and update',
    refused: {
      title: 'Wrong password',
      advice: 'After a few wrong attempts the portal locks the account.',
    },
    held: {
      LOGIN_REFUSED: 'Enter the new password. After a few wrong attempts the portal locks the account.',
      PASSWORD_EXPIRED:
        'Change it in the portal and enter the new one here. After a few wrong attempts the portal locks the account.',
      ACCOUNT_LOCKED:
        'Retry only after the office has unlocked it: another wrong attempt would lock it again.',
      LOGIN_UNCONFIRMED:
        'The portal did not confirm the second attempt either. If the password is wrong, more attempts will lock the account.',
    },
    sendAgain: 'Send the same password again',
    unlocked: 'The office has unlocked it: retry',
    or: 'or',
    demo: 'Try the demo',
    demoHint: '1,452 made-up customers, no account needed.',
    privacy: 'The password stays on your computer and serves only to log in to the portal.',
    erased: 'Erased from this computer',
    erasedNothing: 'There was nothing to erase.',
    erasedKinds: {
      customers: 'customers and history',
      notes: 'notes',
      runs: 'past updates',
      backups: 'backups',
      exports: 'exports',
      list: 'list settings and views',
      logs: 'logs',
      password: 'password',
      other: 'other files of the app',
    },
    eraseLeft: (parts) => `What is left: ${parts}.`,
    eraseForeign: (files) =>
      `The data folder also holds ${files} items that are not the app’s: they stay where they are.`,
    eraseAgain: 'Try erasing again',
    required: 'Required',
  },
  failure: {
    title: 'Something went wrong',
    text: 'The window has stopped. Your data are safe.',
    reload: 'Reload',
  },
  errors: {
    PORTAL_UNREACHABLE: {
      title: 'The portal cannot be reached',
      advice: 'Check the connection. Is the VPN on?',
    },
    PORTAL_ERROR: { title: 'The portal answered with an error', advice: 'I will try again by myself.' },
    PORTAL_MAINTENANCE: {
      title: 'The portal is under maintenance',
      advice: 'I will try again at the next update.',
    },
    PORTAL_CHANGED_ADDRESS: {
      title: 'The portal leads to another address',
      advice:
        'The password was not sent. If this network wants a login, log in with the browser first; else check the address in the settings.',
    },
    PORTAL_PAGE_UNKNOWN: {
      title: 'Page of the portal not found',
      advice: 'Check the address in the settings.',
    },
    PORTAL_TIMEOUT: { title: 'The portal does not answer', advice: 'I will try again at the next update.' },
    CERTIFICATE_UNTRUSTED: {
      title: 'The portal’s certificate is not trusted',
      advice: 'The password was not sent. Contact the office.',
    },
    CERTIFICATE_UNCONFIRMED: {
      title: 'This is not the end of the fingerprint',
      advice:
        'Have the office read it again. If it does not match, do not trust it: the password was not sent.',
    },
    PORTAL_NOT_SECURE: {
      title: 'The address of the portal must begin with https://',
      advice: 'With http:// anybody on the same network could read the password.',
    },
    NETWORK_LOGIN: {
      title: 'This network wants a login',
      advice: 'Open the browser and log in to the network. The Archibald password was not sent.',
    },
    PROXY_LOGIN: {
      title: 'The network’s proxy wants a login',
      advice: 'Contact the office or use another network. The Archibald password was not sent.',
    },
    CLOCK_WRONG: {
      title: words.clockWrong,
      advice: 'Check date, time and time zone: without the right time the portal cannot be verified.',
    },
    LOGIN_REFUSED: {
      title: 'Password refused',
      advice: 'Enter the new password: the old one would lock the account.',
    },
    LOGIN_UNCONFIRMED: {
      title: 'Login not confirmed',
      advice: 'The portal did not confirm the login. Retry once, or update the password.',
    },
    LOGIN_LIMIT: {
      title: 'Too many logins today',
      advice: 'Syncing goes on by itself later. You can update by hand at any time.',
    },
    PORTAL_REFUSES_ADDRESS: {
      title: 'The portal refuses this computer',
      advice: 'Contact the office. It is tried once an hour at most.',
    },
    EXPORT_NOT_PDF: {
      title: 'The portal sent no PDF',
      advice: 'Your portal profile is set to another export format: ask the office to set PDF again.',
    },
    EXPORT_TOO_LARGE: {
      title: 'The export is too large',
      advice: 'It is over 100 MB: that is no list of customers. Nothing has been changed.',
    },
    ACCOUNT_LOCKED: { title: 'Account locked', advice: 'Contact the office to unlock it.' },
    SAME_PASSWORD: {
      title: 'This is the same password as before',
      advice: 'The portal did not accept it. After a few wrong attempts it locks the account.',
    },
    PASSWORD_EXPIRED: { title: 'Password expired', advice: 'Change it in the portal, then update it here.' },
    LOGIN_STEP_REQUIRED: {
      title: 'The portal asks for one more step',
      advice: 'Log in to the portal once with the browser.',
    },
    LOGIN_FORM_NOT_FOUND: { title: 'Login page not recognised', advice: 'Check the address of the portal.' },
    SESSION_EXPIRED: { title: 'Session expired', advice: 'I will try again with a new login.' },
    EXPORT_NOT_FOUND: { title: 'The portal has changed: export not found', advice: 'Tell the support.' },
    EXPORT_REFUSED: { title: 'The portal did not start the export', advice: 'I will try again by myself.' },
    EXPORT_TIMEOUT: {
      title: 'The export did not come',
      advice: 'The portal is slow. I will try again later.',
    },
    DOWNLOAD_BROKEN: {
      title: 'Export not readable',
      advice: 'The file came incomplete. I will try again by myself.',
    },
    NOT_A_PDF: { title: 'Export not readable', advice: 'The file is no PDF.' },
    ENCRYPTED_PDF: { title: 'Export not readable', advice: 'The PDF is protected by a password.' },
    UNREADABLE_PDF: {
      title: 'Export not readable',
      advice: 'The PDF is damaged. Your customers stay as they were.',
    },
    WRONG_REPORT: { title: 'Another report came', advice: 'Nothing was changed.' },
    MISSING_COLUMN: {
      title: 'Export not applied',
      advice: 'The column ID or NAME is hidden in the portal: make it visible again.',
    },
    GROUPED_LIST: {
      title: 'Export not applied',
      advice: 'The customers list is grouped in the portal: remove the grouping.',
    },
    STRIP_MISMATCH: {
      title: 'Export not applied',
      advice: 'The pages do not fit together. Nothing was changed.',
    },
    SUM_MISMATCH: {
      title: 'Export not applied',
      advice: 'The sums do not add up and two readings disagree. Nothing was changed.',
    },
    COUNT_MISMATCH: { title: 'Export incomplete', advice: 'The total does not add up. Nothing was changed.' },
    INCOMPLETE_EXPORT: { title: 'Export incomplete', advice: 'Pages are missing. Nothing was changed.' },
    FILE_NOT_FOUND: { title: 'Export file not found', advice: 'I will try again by myself.' },
    STORE_UNAVAILABLE: {
      title: 'Data folder not writable',
      advice: 'Check the permissions of the data folder.',
    },
    STORE_TOO_NEW: {
      title: 'A newer version of the app is needed',
      advice: 'Install again the one you had. The data were not touched.',
    },
    STORE_FAILED: {
      title: 'The customers are not available',
      advice: 'Restart the app; nothing was deleted.',
    },
    SQLITE_TOO_OLD: {
      title: 'This installation is incomplete',
      advice: 'Its database is too old to be safe: install the app again.',
    },
    QUESTION_CLOSED: {
      title: 'A more recent export has come',
      advice: 'Look at the new numbers and decide again.',
    },
    DISK_FULL: {
      title: words.diskFull,
      advice: 'Free some disk space, then try again.',
    },
    NOTE_NOT_SAVED: {
      title: 'Note not saved',
      advice: 'The text stays here: free disk space or check the data folder, then try again.',
    },
    CUSTOMER_NOT_FOUND: { title: 'Customer not found', advice: 'Update the list and try again.' },
    NO_ACCOUNT: { title: 'No account connected', advice: 'Connect your Archibald account.' },
    PASSWORD_NEEDED: {
      title: words.passwordNeeded,
      advice: 'Without it the customers cannot be updated.',
    },
    SETTINGS_INVALID: { title: 'Value not allowed', advice: 'Check what you have typed.' },
    SETTINGS_NOT_SAVED: { title: 'Settings not saved', advice: 'Check the permissions of the data folder.' },
    MANAGED_BY_COMPANY: { title: 'Managed by the company', advice: 'The office decides on this setting.' },
    PORTAL_NOT_ALLOWED: {
      title: 'Your company has named another portal',
      advice: 'Disconnect the account in the settings and connect again: the address is already there.',
    },
    POLICY_BROKEN: {
      title: 'The settings of the company cannot be read',
      advice:
        'Until the office mends them nothing is updated automatically. By hand you can update at any time.',
    },
    OTHER_ACCOUNT: {
      title: 'The customers in this folder are of another account',
      advice: 'Connect the account in the app’s window, or name another data folder.',
    },
    CACHE_NOT_SET_ASIDE: {
      title: 'The customers of the account before cannot be set aside',
      advice:
        'Another program holds a file in the data folder (antivirus, backup). Close it and try again: nothing was mixed.',
    },
    PORTAL_NOT_CONFIRMED: {
      title: 'Password not sent',
      advice: 'You have not confirmed the portal. Check the address and try again.',
    },
    ERASE_INCOMPLETE: {
      title: 'Not everything was erased',
      advice:
        'Another program holds some files (antivirus, backup). Close it and try again, or restart the computer: the app tries again as it starts.',
    },
    NO_SANDBOX: {
      title: 'Chromium’s protection is missing on this computer',
      advice:
        'Without it the app does not open: the portal could read everything. Install the .deb package, or have the office allow user namespaces.',
    },
    OFFLINE: { title: 'You are offline', advice: 'The customers will be updated when the network is back.' },
    NO_PROGRESS: { title: 'The update was stuck', advice: 'It was stopped; I will try again later.' },
    CANCELLED: { title: 'Update cancelled', advice: 'Nothing was changed.' },
    INTERRUPTED: { title: 'Update interrupted', advice: 'Nothing was changed.' },
    ALREADY_RUNNING: { title: 'The app is open already', advice: 'Use the window that is open.' },
    LINK_REFUSED: { title: 'Link not opened', advice: 'It is no number, address or secure site.' },
    NOT_OPENED: { title: 'It did not open', advice: 'This computer has no program for it.' },
    DIAGNOSTICS_NOT_SAVED: { title: 'Diagnostics not saved', advice: 'Choose another folder and try again.' },
    TAKE_ALONG_NOT_SAVED: {
      title: 'The file was not saved',
      advice: 'Close it if it is open in another program, or choose another folder.',
    },
    TAKE_ALONG_TOO_LARGE: {
      title: 'Too many customers for one Excel sheet',
      advice: 'Narrow the list, or save it as CSV.',
    },
    PRINT_FAILED: { title: 'The sheet was not printed', advice: 'Look at the printer and try again.' },
    PRINT_TOO_LONG: {
      title: 'Too many customers to print',
      advice: 'No more than 5,000 at a time: narrow the list.',
    },
    BAD_REQUEST: { title: 'Request not valid', advice: 'Try again; if it happens again, tell the support.' },
    INTERNAL: { title: 'Something went wrong', advice: 'Try again; if it happens again, tell the support.' },
  },
};
