import type { ErrorCode } from '../../preload/contract';
import { SHARED_WORDS } from '../../preload/contract/words';

const words = SHARED_WORDS.it;

/** The explanation of an error for the agent: the event and the remedy. */
interface ErrorSentence {
  readonly title: string;
  readonly advice: string;
}

const errors: Readonly<Record<ErrorCode, ErrorSentence>> = {
  PORTAL_UNREACHABLE: {
    title: 'Portale non raggiungibile',
    advice: 'Controlla la connessione. La VPN è attiva?',
  },
  PORTAL_ERROR: {
    title: 'Il portale ha risposto con un errore',
    advice: 'I clienti restano come prima.',
  },
  PORTAL_MAINTENANCE: {
    title: 'Portale in manutenzione',
    advice: 'I clienti restano come prima.',
  },
  PORTAL_CHANGED_ADDRESS: {
    title: 'Il portale rimanda a un altro indirizzo',
    advice:
      'La password non è stata inviata. Su una rete che chiede un accesso, accedi prima dal browser; altrimenti controlla l’indirizzo nelle impostazioni.',
  },
  PORTAL_PAGE_UNKNOWN: {
    title: 'Pagina del portale non trovata',
    advice: 'Controlla l’indirizzo nelle impostazioni.',
  },
  PORTAL_TIMEOUT: {
    title: 'Il portale non risponde',
    advice: 'Può essere lento o sovraccarico. I clienti restano come prima.',
  },
  CERTIFICATE_UNTRUSTED: {
    title: 'Il certificato del portale non è affidabile',
    advice: 'La password non è stata inviata. Contatta l’ufficio.',
  },
  CERTIFICATE_UNCONFIRMED: {
    title: 'L’impronta non corrisponde',
    advice:
      'Fattela rileggere dall’ufficio. Se ancora non corrisponde, fermati: la password non è stata inviata.',
  },
  PORTAL_NOT_SECURE: {
    title: 'L’indirizzo del portale deve iniziare con https://',
    advice: 'Con http:// chi è sulla stessa rete potrebbe leggere la password.',
  },
  NETWORK_LOGIN: {
    title: 'La rete chiede un accesso',
    advice: 'Apri il browser e accedi alla rete. La password di Archibald non è stata inviata.',
  },
  PROXY_LOGIN: {
    title: 'Il proxy della rete chiede un accesso',
    advice: 'Contatta l’ufficio o usa un’altra rete. La password di Archibald non è stata inviata.',
  },
  CLOCK_WRONG: {
    title: words.clockWrong,
    advice: 'Controlla data, ora e fuso orario: senza l’ora giusta il portale non è verificabile.',
  },
  LOGIN_REFUSED: {
    title: 'Password rifiutata',
    advice: 'Inserisci la password nuova: con quella vecchia l’account si bloccherebbe.',
  },
  LOGIN_UNCONFIRMED: {
    title: 'Accesso non confermato',
    advice: 'Il portale non ha confermato l’accesso. Riprova una volta oppure aggiorna la password.',
  },
  LOGIN_LIMIT: {
    title: words.loginLimit,
    advice: '«Aggiorna Clienti» funziona sempre.',
  },
  PORTAL_REFUSES_ADDRESS: {
    title: 'Il portale rifiuta questo computer',
    advice: 'Contatta l’ufficio.',
  },
  EXPORT_NOT_PDF: {
    title: 'Il portale ha inviato un file diverso da un PDF',
    advice:
      'Nel tuo profilo del portale è impostato un altro formato di esportazione: chiedi all’ufficio di reimpostare PDF.',
  },
  EXPORT_TOO_LARGE: {
    title: 'L’elenco del portale è troppo grande',
    advice: 'Il file supera 100 MB: non è un elenco di clienti. Nulla è stato modificato.',
  },
  ACCOUNT_LOCKED: { title: 'Account bloccato', advice: 'Contatta l’ufficio per sbloccarlo.' },
  SAME_PASSWORD: {
    title: 'È la stessa password di prima',
    advice: 'Il portale non l’ha accettata. Dopo alcuni tentativi sbagliati blocca l’account.',
  },
  PASSWORD_EXPIRED: { title: 'Password scaduta', advice: 'Cambiala nel portale, poi aggiornala qui.' },
  LOGIN_STEP_REQUIRED: {
    title: 'Il portale chiede un passaggio in più',
    advice: 'Accedi una volta al portale dal browser.',
  },
  LOGIN_FORM_NOT_FOUND: {
    title: 'Pagina di accesso non riconosciuta',
    advice: 'Controlla l’indirizzo del portale.',
  },
  SESSION_EXPIRED: { title: 'Sessione scaduta', advice: 'I clienti restano come prima.' },
  EXPORT_NOT_FOUND: {
    title: 'Il portale è cambiato: elenco non scaricabile',
    advice: 'Segnalalo all’assistenza.',
  },
  EXPORT_REFUSED: {
    title: 'Il portale non ha preparato l’elenco',
    advice: 'I clienti restano come prima.',
  },
  EXPORT_TIMEOUT: {
    title: 'Il portale non ha completato l’esportazione',
    advice: 'Il portale è lento. I clienti restano come prima.',
  },
  DOWNLOAD_BROKEN: {
    title: 'Elenco del portale non leggibile',
    advice: 'Il file è arrivato incompleto. I clienti restano come prima.',
  },
  NOT_A_PDF: { title: 'Elenco del portale non leggibile', advice: 'Il file non è un PDF.' },
  ENCRYPTED_PDF: { title: 'Elenco del portale non leggibile', advice: 'Il PDF è protetto da una password.' },
  UNREADABLE_PDF: {
    title: 'Elenco del portale non leggibile',
    advice: 'Il PDF è danneggiato. I clienti restano come prima.',
  },
  WRONG_REPORT: {
    title: 'Il portale ha inviato un altro report',
    advice: 'I clienti restano come prima. Riprova; se si ripete, segnalalo all’assistenza.',
  },
  MISSING_COLUMN: {
    title: 'Clienti non aggiornati',
    advice: 'Nel portale è nascosta la colonna ID o NOME: rendila di nuovo visibile.',
  },
  GROUPED_LIST: {
    title: 'Clienti non aggiornati',
    advice: 'Nel portale l’elenco clienti è raggruppato: togli il raggruppamento.',
  },
  STRIP_MISMATCH: {
    title: 'Clienti non aggiornati',
    advice:
      'Le pagine del PDF non corrispondono tra loro. Nulla è stato modificato; se si ripete, segnalalo all’assistenza.',
  },
  COUNT_MISMATCH: {
    title: 'Elenco del portale incompleto',
    advice: 'Il totale non corrisponde. Nulla è stato modificato; se si ripete, segnalalo all’assistenza.',
  },
  SUM_MISMATCH: {
    title: 'Clienti non aggiornati',
    advice:
      'I totali del file non corrispondono. Nulla è stato modificato; se si ripete, segnalalo all’assistenza.',
  },
  INCOMPLETE_EXPORT: {
    title: 'Elenco del portale incompleto',
    advice: 'Mancano delle pagine. Nulla è stato modificato.',
  },
  FILE_NOT_FOUND: { title: 'File dell’elenco non trovato', advice: 'I clienti restano come prima.' },
  STORE_UNAVAILABLE: {
    title: 'Impossibile scrivere nella cartella dati',
    advice: 'Controlla i permessi della cartella dati.',
  },
  STORE_TOO_NEW: {
    title: 'Dati di una versione più recente dell’app',
    advice: 'Reinstalla quella versione: i dati sono intatti.',
  },
  STORE_FAILED: {
    title: 'Archivio dei clienti non disponibile',
    advice: 'Riavvia l’app; i dati non sono stati cancellati.',
  },
  SQLITE_TOO_OLD: {
    title: 'Questa installazione è incompleta',
    advice: 'Un componente non è aggiornato: reinstalla l’app.',
  },
  QUESTION_CLOSED: {
    title: 'È arrivato un elenco più recente',
    advice: 'Controlla i nuovi numeri prima di decidere.',
  },
  DISK_FULL: {
    title: words.diskFull,
    advice: 'Libera spazio su disco, poi riprova.',
  },
  NOTE_NOT_SAVED: {
    title: 'Nota non salvata',
    advice: 'Il testo resta qui: libera spazio su disco o controlla la cartella dati, poi riprova.',
  },
  CUSTOMER_NOT_FOUND: { title: 'Cliente non trovato', advice: 'Aggiorna l’elenco e riprova.' },
  NO_ACCOUNT: { title: 'Nessun account collegato', advice: 'Collega il tuo account Archibald.' },
  PASSWORD_NEEDED: {
    title: words.passwordNeeded,
    advice: 'Senza password i clienti non si aggiornano.',
  },
  SETTINGS_INVALID: { title: 'Valore non valido', advice: 'Controlla quello che hai scritto.' },
  SETTINGS_NOT_SAVED: {
    title: 'Impostazioni non salvate',
    advice: 'Controlla i permessi della cartella dati.',
  },
  MANAGED_BY_COMPANY: {
    title: 'Gestito dall’azienda',
    advice: 'È l’ufficio a decidere questa impostazione.',
  },
  PORTAL_NOT_ALLOWED: {
    title: 'L’azienda ha indicato un altro portale',
    advice: 'Scollega l’account nelle impostazioni e collegati di nuovo: troverai l’indirizzo già compilato.',
  },
  POLICY_BROKEN: {
    title: 'Le impostazioni dell’azienda non sono leggibili',
    advice:
      'Gli aggiornamenti automatici sono fermi finché l’ufficio non le corregge; «Aggiorna Clienti» funziona.',
  },
  OTHER_ACCOUNT: {
    title: 'In questa cartella ci sono i clienti di un altro account',
    advice: 'Collega l’account nella finestra dell’app, oppure scegli un’altra cartella dati.',
  },
  CACHE_NOT_SET_ASIDE: {
    title: 'Impossibile archiviare i clienti dell’account precedente',
    advice:
      'Un altro programma tiene aperto un file nella cartella dati (antivirus, backup). Chiudilo e riprova: nulla è stato mescolato.',
  },
  PORTAL_NOT_CONFIRMED: {
    title: 'Password non inviata',
    advice: 'Non hai confermato il portale. Controlla l’indirizzo e riprova.',
  },
  ERASE_INCOMPLETE: {
    title: 'Non tutto è stato cancellato',
    advice:
      'Un altro programma tiene aperti dei file (antivirus, backup). Chiudilo e riprova, oppure riavvia il computer: al prossimo avvio l’app ci riprova.',
  },
  NO_SANDBOX: {
    title: 'Su questo computer manca la protezione di Chromium',
    advice:
      'Senza, l’app non si apre: il portale potrebbe leggere tutto. Installa il pacchetto .deb, oppure chiedi all’ufficio di permettere gli user namespace.',
  },
  OFFLINE: { title: 'Sei offline', advice: 'I clienti scaricati si consultano anche senza rete.' },
  NO_PROGRESS: {
    title: 'Aggiornamento bloccato',
    advice: 'È stato interrotto. I clienti restano come prima.',
  },
  CANCELLED: { title: 'Aggiornamento annullato', advice: 'Nulla è stato modificato.' },
  INTERRUPTED: { title: 'Aggiornamento interrotto', advice: 'Nulla è stato modificato.' },
  ALREADY_RUNNING: { title: 'L’app è già aperta', advice: 'Usa la finestra già aperta.' },
  LINK_REFUSED: {
    title: 'Collegamento non aperto',
    advice: 'Non è un numero, un indirizzo o un sito sicuro.',
  },
  NOT_OPENED: {
    title: 'Nessuna app per aprirlo',
    advice: 'Su questo computer manca un programma adatto: usa il codice QR.',
  },
  DIAGNOSTICS_NOT_SAVED: {
    title: 'Diagnostica non salvata',
    advice: 'Scegli un’altra cartella e riprova.',
  },
  TAKE_ALONG_NOT_SAVED: {
    title: 'File non salvato',
    advice: 'Chiudilo se è aperto in un altro programma, o scegli un’altra cartella.',
  },
  TAKE_ALONG_TOO_LARGE: {
    title: 'Troppi clienti per un solo foglio Excel',
    advice: 'Restringi l’elenco, o salvalo come CSV.',
  },
  NOTES_FILE_INVALID: {
    title: 'Il file non contiene note, o è danneggiato',
    advice: 'Nulla è stato modificato. Scegli il file salvato con «Esporta le note».',
  },
  NOTES_FILE_TOO_NEW: {
    title: 'Il file viene da una versione più recente dell’app',
    advice: 'Nulla è stato modificato. Aggiorna l’app e riprova.',
  },
  NOTES_FILE_OTHERS: {
    title: 'Le note sono di altri clienti',
    advice: 'Nulla è stato modificato. Controlla che il file venga dallo stesso portale.',
  },
  PRINT_FAILED: { title: 'Stampa non riuscita', advice: 'Controlla la stampante e riprova.' },
  PRINT_TOO_LONG: {
    title: 'Troppi clienti da stampare',
    advice: 'Al massimo 5.000 alla volta: restringi l’elenco.',
  },
  BAD_REQUEST: { title: 'Richiesta non valida', advice: 'Riprova; se si ripete, segnalalo all’assistenza.' },
  INTERNAL: { title: 'Qualcosa è andato storto', advice: 'Riprova; se si ripete, segnalalo all’assistenza.' },
};

/** All sentences on screen. Other languages have the same type, so they miss no sentence. */
export const it = {
  locale: words.locale,
  nav: {
    label: 'Sezioni',
    customers: words.customers,
    news: words.news,
    sync: words.sync,
    settings: words.settings,
  },
  news: {
    none: 'Nessuna novità',
    noneText: 'Qui trovi ordini, clienti nuovi e modifiche da quando hai guardato l’ultima volta.',
    customers: (count: number, formatted: string) =>
      count === 1 ? 'Novità su 1 cliente' : `Novità su ${formatted} clienti`,
    markSeen: 'Segna come viste',
    more: (left: string) => `Mostra altre (ne restano ${left})`,
    kindsLabel: 'Quali novità',
    allKinds: 'Tutte',
    kinds: {
      won: 'Diventati clienti',
      orders: 'Ordini',
      new: 'Nuovi in elenco',
      contacts: 'Contatti e indirizzi',
      absence: 'Assenti e rimossi',
      other: 'Altro',
    },
    kindCount: (kind: string, count: string) => `${kind} ${count}`,
    events: {
      new: 'Nuovo cliente',
      missing: 'Non è più nell’elenco del portale',
      removed: 'Rimosso: assente in due aggiornamenti',
      back: 'Di nuovo nell’elenco',
    },
    newProspect: 'Nuovo potenziale',
    won: 'È diventato cliente',
    firstOrder: (amount: string | null) => (amount === null ? 'primo ordine' : `primo ordine ${amount}`),
    scopeLabel: 'Di chi',
    scopes: { own: 'I tuoi clienti', all: 'Tutti' },
    markedSeen: 'Segnate come viste',
    undo: 'Annulla',
    seen: 'Già viste',
    newOrders: (count: number, formatted: string) =>
      count === 1 ? 'Nuovo ordine' : `${formatted} nuovi ordini`,
    amount: (what: string, plus: string | null) => (plus === null ? what : `${what}: ${plus}`),
    orderOf: (what: string, date: string) => `${what} (${date})`,
    newPeriod: 'Nuovo anno: le vendite ripartono da zero',
    newAddress: (address: string) => `Nuovo indirizzo: ${address}`,
    renamed: (name: string) => `Ora si chiama ${name}`,
    filled: (field: string, value: string) => `${field}: ${value} (prima vuoto)`,
    emptied: (field: string, value: string) => `${field}: ora vuoto (prima ${value})`,
    undone: 'Modificato, poi tornato come prima',
    today: 'Oggi',
    yesterday: 'Ieri',
    show: 'Vedi le novità',
  },
  header: {
    label: 'Stato dei dati',
    updateNow: `🔄 ${words.updateCustomers}`,
    updating: 'Aggiornamento…',
    never: 'Ancora nessun dato',
    dataAge: (age: string) => `Dati aggiornati ${age}`,
    stale: 'I dati hanno più di 24 ore',
    demo: 'Demo',
  },
  time: {
    now: 'adesso',
    minutes: (count: number) => (count === 1 ? '1 minuto fa' : `${count} minuti fa`),
    hours: (count: number) => (count === 1 ? '1 ora fa' : `${count} ore fa`),
    days: (count: number) => (count === 1 ? '1 giorno fa' : `${count} giorni fa`),
    inSeconds: (count: number) => `tra ${count} s`,
    inMinutes: (count: number) => (count === 1 ? 'tra 1 minuto' : `tra ${count} minuti`),
    inHours: (hours: number, minutes: number) => `tra ${hours} h ${minutes} min`,
    due: 'a momenti',
    yesterdayAt: (time: string) => `ieri ${words.at(time)}`,
    seconds: (value: string) => `${value} s`,
    todayAt: (time: string) => `oggi ${words.at(time)}`,
    tomorrowAt: (time: string) => `domani ${words.at(time)}`,
    dayAt: words.dayAt,
    dateAt: words.dateAt,
    past: words.past,
  },
  banner: {
    label: 'Stato dell’aggiornamento',
    alertLabel: words.actionNeeded,
    automatic: '⏳ Aggiornamento automatico clienti in corso…',
    manual: '⏳ Aggiornamento clienti in corso…',
    count: (read: string, expected: string) => `${read} / ${expected} clienti`,
    countOnly: (read: string) => `${read} clienti`,
    cancel: words.cancel,
    stages: {
      login: 'accesso al portale',
      list: 'apertura dell’elenco',
      export: 'in attesa del portale',
      download: 'scaricamento',
      read: 'lettura',
      apply: 'salvataggio',
      waiting: 'nuovo tentativo tra poco',
    },
    attempt: (attempt: number, of: number) => `tentativo ${attempt} di ${of}`,
    done: (changes: string) => `✅ ${changes}`,
    downloaded: (count: number, formatted: string) =>
      count === 1 ? '1 cliente scaricato' : `${formatted} clienti scaricati`,
    downloadedScopes: (own: string, prospects: string) =>
      `: ${own} ${own === '1' ? 'tuo' : 'tuoi'}, ${prospects} ${prospects === '1' ? 'potenziale' : 'potenziali'}`,
    added: (count: number, formatted: string) =>
      count === 1 ? '1 cliente nuovo' : `${formatted} clienti nuovi`,
    updated: (count: number, formatted: string) => (count === 1 ? '1 aggiornato' : `${formatted} aggiornati`),
    missing: (count: number, formatted: string) =>
      count === 1 ? '1 non più in elenco' : `${formatted} non più in elenco`,
    nothingNew: 'Già aggiornato',
    cancelled: 'Aggiornamento annullato: nulla è stato modificato',
    pausedUntil: words.pausedUntil,
    offline: words.offline,
    offlineNoData: 'Offline: i clienti arriveranno quando torna la rete',
    foreignNetwork: (trouble: string, when: string | null) =>
      when === null ? trouble : `${trouble}: dati ${when}`,
    otherCertificate: 'Su questa rete il certificato del portale è un altro',
    otherCertificateAdvice: 'La password non è stata inviata. Prova con un’altra rete.',
    maintenance: (when: string) => `Portale in manutenzione: nuovo tentativo ${when}`,
    degraded: (failures: number) => `Gli ultimi ${failures} aggiornamenti non sono riusciti`,
    retry: 'Riprova ora',
    updatePassword: 'Aggiorna password',
    unconfirmedTwice: 'Il portale non ha confermato neanche il secondo tentativo: controlla la password.',
    checkCertificate: 'Controlla il certificato',
    goToAccount: 'Vai all’account',
    openPortal: 'Apri il portale',
    nextTry: (when: string) => `Nuovo tentativo ${when}.`,
    dismiss: 'Chiudi',
    loginLimit: words.loginLimitUntil,
    hours: (when: string) => `Fuori orario: gli aggiornamenti riprendono ${when}`,
  },
  certificate: {
    advice:
      'La password non è stata inviata. Chiedi all’ufficio di leggerti l’impronta del certificato: se è identica a questa, scrivi le quattro coppie che mancano.',
    ofAnotherHost:
      'Questo certificato è di un altro sito: forse la rete (albergo, treno) chiede un accesso. Apri prima il browser e accedi alla rete.',
    host: 'Server',
    fingerprint: 'Impronta SHA-256',
    issuer: 'Emesso da',
    validUntil: 'Valido fino al',
    typed: 'Ultime quattro coppie, lette dall’ufficio',
    trust: 'L’impronta è identica: accetta il certificato',
    notAllowed: 'L’azienda non permette di accettare altri certificati: contatta l’ufficio.',
  },
  cache: {
    label: 'Stato dell’archivio',
    restored: (when: string) => `Archivio riparato dal backup ${when}`,
    rebuilt: 'Archivio ricostruito: aggiornamento in corso',
    rolledBack: 'Archivio non recente: aggiornamento in corso',
    repairText: 'Il prossimo aggiornamento lo completa. Non devi fare nulla.',
    understood: words.understood,
    partial: (exported: string, known: string) => `Elenco parziale? ${exported} clienti invece di ${known}`,
    partialText:
      'Forse nel portale è attivo un filtro. Clienti nuovi e modifiche sono stati registrati; nessuno è stato segnato come assente.',
    acceptPartial: 'Accetta l’elenco ridotto',
    filter: (name: string) => `Nel portale è attivo il filtro «${name}»: l’elenco può essere incompleto`,
    filterText: 'Rimuovilo nel portale: fino ad allora nessun cliente viene segnato come assente.',
    notesRepaired: (count: number, formatted: string) =>
      count === 0
        ? 'Le note non erano più leggibili'
        : count === 1
          ? 'Note riparate: 1 recuperata'
          : `Note riparate: ${formatted} recuperate`,
    notesRepairedText: (backup: string) =>
      `Controlla le ultime: potrebbe mancare quello che hai scritto dopo il backup ${backup}.`,
    notesRepairedNoBackup:
      'Controlla le ultime: qualcosa potrebbe mancare. Il file danneggiato è conservato.',
    backupFailed: (reason: string) => `Il backup di oggi non è riuscito: ${reason}`,
  },
  customers: {
    search: 'Cerca cliente',
    searchPlaceholder: 'Nome, città, P. IVA, telefono…',
    total: words.customerCount,
    sortBy: 'Ordina per',
    /** Names of columns, which the list prefers to the names of the fields. */
    columns: {
      orderCount: 'Ordini',
      salesCents: 'Vendite',
      dueOn: 'Richiamare',
      note: 'Nota',
    },
    ofYear: (field: string, year: string) => `${field} ${year}`,
    changeFrom: (year: string) => `Variazione sul ${year}`,
    changeShareFrom: (year: string) => `Variazione % sul ${year}`,
    sums: 'Vendite dei clienti elencati',
    chosen: (count: number, formatted: string) => (count === 1 ? '1 scelto' : `${formatted} scelti`),
    calledBackOn: (customers: string, day: string) => `${customers} da richiamare ${day}`,
    sumOf: (year: string, isNewest: boolean) => (isNewest ? `Vendite ${year}` : year),
    density: (density: string) => `Righe: ${density}`,
    densities: { compact: 'Compatta', comfortable: 'Comoda' },
    sortColumn: (column: string, direction: string) => `Ordina per ${column}: ${direction}`,
    directions: { ascending: 'crescente', descending: 'decrescente' },
    list: 'Elenco dei clienti',
    filter: 'Quali clienti',
    filters: {
      current: 'Ordini: tutti',
      active: 'Con ordini negli ultimi 6 mesi',
      'dormant-6': 'Senza ordini da 6 mesi',
      'dormant-12': 'Senza ordini da 12 mesi',
      potential: 'Mai ordinato',
      lost: 'Persi quest’anno',
      'new-prospects': 'Nuovi potenziali',
      due: 'Da richiamare: oggi o prima',
      'due-week': 'Da richiamare: entro 7 giorni',
      dated: 'Da richiamare: con una data',
      noted: 'Con una nota',
      starred: 'Preferiti',
      missing: 'Non più nell’elenco del portale',
      removed: 'Rimossi',
    },
    filterCount: (filter: string, count: string) => `${filter} (${count})`,
    city: 'Città',
    citySearch: 'Cerca una città',
    filterLine: 'Filtri dell’elenco',
    takeAway: (filter: string) => `Togli il filtro: ${filter}`,
    reset: 'Azzera',
    moreFilters: 'Filtri',
    filtersInForce: (count: number) => `Filtri: ${count}`,
    postalCode: 'CAP che inizia con',
    postalCodeOf: (digits: string) => `CAP ${digits}`,
    withPhone: 'Con telefono',
    salesFrom: 'Vendite da',
    salesTo: 'Vendite fino a',
    salesBetween: (from: string | null, to: string | null) =>
      to === null
        ? `Vendite da ${from ?? ''}`
        : from === null
          ? `Vendite fino a ${to}`
          : `Vendite ${from} – ${to}`,
    listMenu: 'Colonne, ordine, righe, esporta, stampa',
    orderTitle: 'Ordina l’elenco',
    directionOf: 'Verso',
    noCity: 'Nessuna città trovata',
    foundBy: (field: string) => `${field}: `,
    missing: 'Assente',
    missingSince: (when: string) => `Non più nell’elenco del portale ${when}`,
    removed: 'Rimosso',
    removedSince: (when: string) => `Rimosso ${when}`,
    noneRemoved: 'Nessun cliente rimosso',
    noneRemovedAdvice:
      'Qui trovi chi manca in due aggiornamenti di seguito. Se torna nel portale, ricompare qui.',
    noneDue: 'Nessuno da richiamare oggi',
    noneDueAdvice: 'Qui trovi chi è da richiamare oggi o in ritardo.',
    noneNoted: 'Ancora nessuna nota',
    noneNotedAdvice: 'Apri un cliente e scrivi quello che vuoi ricordare.',
    noneStarred: 'Ancora nessun preferito',
    noneStarredAdvice: 'Apri un cliente e premi la stella accanto al nome, o il tasto S.',
    noneMissing: 'Nessun cliente assente',
    noneMissingAdvice: 'Nell’ultimo aggiornamento c’erano tutti.',
    none: 'Nessun cliente trovato',
    noneAdvice: 'Prova con meno lettere o con un’altra parola.',
    noneFiltered: 'Nessuno con questi filtri.',
    noneOwn: 'Nessuno tra i tuoi clienti',
    noneOfKinds: 'Nessuno dei tipi scelti.',
    scope: 'Clienti o potenziali',
    scopes: { own: 'I tuoi clienti', prospects: 'Potenziali', all: 'Tutti' },
    prospect: 'Potenziale',
    kindOne: {
      debitor: 'Cliente',
      custfromconcess: 'Cliente di concessionario',
      potfromcon: 'Potenziale di concessionario',
      potdentiital: 'Potenziale da elenco odontoiatri',
      none: 'Senza tipo',
    },
    kindMany: {
      debitor: 'Clienti',
      custfromconcess: 'Clienti di concessionario',
      potfromcon: 'Potenziali di concessionario',
      potdentiital: 'Potenziali da elenco odontoiatri',
      none: 'Senza tipo',
    },
    kindFilter: 'Tipi di cliente',
    allKinds: 'Tutti i tipi',
    kindsChosen: (chosen: number, of: number) => `Tipi: ${chosen} di ${of}`,
    elsewhere: (count: number, formatted: string, isProspects: boolean) =>
      isProspects ? `+${formatted} tra i potenziali` : count === 1 ? '+1 altro' : `+${formatted} altri`,
    elsewhereText: (count: number, formatted: string, isProspects: boolean) =>
      isProspects
        ? count === 1
          ? 'Ce n’è uno tra i potenziali.'
          : `Ce ne sono ${formatted} tra i potenziali.`
        : count === 1
          ? 'Ce n’è uno di un altro tipo.'
          : `Ce ne sono ${formatted} di altri tipi.`,
    showElsewhere: 'Cerca tra tutti',
    widened: 'Ricerca tra tutti',
    recent: 'Aperti di recente',
    similar: 'Risultato simile',
    similarOnly: 'Risultati simili',
    similarToo: 'Risultati simili in fondo',
    clearFilters: 'Togli i filtri',
    empty: 'Ancora nessun cliente',
    emptyAdvice: 'Arriveranno con il primo aggiornamento.',
    emptySyncing: 'Scaricamento dei clienti in corso…',
    firstSyncText: 'La prima volta può servire qualche minuto. Poi li trovi qui, anche senza rete.',
    clear: 'Cancella la ricerca',
  },
  columns: {
    title: 'Colonne dell’elenco',
    hint: 'Cambia l’ordine con le frecce, o trascina i titoli nell’elenco.',
    shown: 'Mostrate',
    toAdd: 'Disponibili',
    portal: 'Dal portale',
    earlier: (column: string) => `Sposta ${column} più a sinistra`,
    later: (column: string) => `Sposta ${column} più a destra`,
    remove: (column: string) => `Togli ${column}`,
    reset: 'Ripristina',
    close: 'Fatto',
  },
  views: {
    open: 'Viste',
    tabs: 'Viste',
    ready: {
      due: 'Da richiamare',
      'dormant-6': 'Fermi da 6 mesi',
      lost: 'Persi quest’anno',
      'new-prospects': 'Nuovi potenziali',
      starred: 'Preferiti',
    },
    restore: (view: string) => `Ripristina «${view}»`,
    deleted: (view: string) => `Vista «${view}» eliminata.`,
    undo: 'Annulla',
    label: 'Viste salvate',
    hint: 'Salva filtri, ordine e colonne con un nome, per ritrovarli con un clic.',
    saveNow: 'Salva la vista attuale…',
    manage: 'Gestisci le viste…',
    saveTitle: 'Salva la vista',
    name: 'Nome della vista',
    nameHint: 'Per esempio «Fermi da 6 mesi a Napoli»',
    replaces: 'Esiste già una vista con questo nome: verrà sostituita.',
    save: 'Salva',
    replace: 'Sostituisci',
    cancel: words.cancel,
    rename: (view: string) => `Rinomina ${view}`,
    overwrite: (view: string) => `Aggiorna ${view} con l’elenco attuale`,
    remove: (view: string) => `Elimina ${view}`,
    taken: 'Esiste già una vista con questo nome',
    done: 'Fatto',
  },
  customerFiles: {
    ordered: (column: string, direction: string) => `in ordine di ${column}, ${direction}`,
    open: 'Esporta l’elenco',
    openCustomer: 'Esporta il cliente',
    print: (keys: string) => `Stampa l’elenco (${keys})`,
    printCustomer: 'Stampa il cliente',
    exportChosen: 'Esporta',
    printChosen: 'Stampa',
    leaveChosen: 'Deseleziona',
    chosenHeading: (customers: string) => `Scelti: ${customers}`,
    title: (customers: string) => `Esporta ${customers}`,
    format: 'Formato',
    formats: { xlsx: 'Foglio Excel', csv: 'CSV', vcard: words.contacts },
    formatHints: {
      xlsx: 'Numeri e date pronti per i calcoli; CAP, telefoni e partite IVA restano testo.',
      csv: 'Testo con il punto e virgola: si apre con Excel in italiano.',
      vcard: 'Per la rubrica del telefono: nome, telefoni, indirizzo, e-mail e codice (vCard).',
    },
    which: 'Colonne',
    whichColumns: { shown: 'Le colonne mostrate', all: 'Tutti i campi e le mie note' },
    personal:
      'Il file contiene dati personali: conservalo al sicuro, non inoltrarlo, cancellalo quando non serve più.',
    save: 'Salva il file…',
    saving: 'Scrittura del file…',
    cancel: words.cancel,
    saved: (count: number, customers: string, path: string) =>
      `${customers} ${count === 1 ? 'salvato' : 'salvati'} in ${path}`,
    show: 'Mostra nella cartella',
    dismiss: 'Chiudi',
  },
  detail: {
    label: 'Scheda cliente',
    close: 'Chiudi la scheda',
    groups: {
      contacts: words.contacts,
      fiscal: 'Dati fiscali',
      address: words.address,
      orders: 'Ordini e vendite',
      other: 'Altro',
      portal: 'Altri dati dal portale',
    },
    fields: {
      id: words.code,
      accountNumber: 'Profilo cliente',
      name: 'Nome',
      vatNumber: 'Partita IVA',
      pec: 'PEC',
      sdi: 'Codice SDI',
      fiscalCode: 'Codice fiscale',
      deliveryTerms: 'Termini di consegna',
      street: words.address,
      postalCode: 'CAP',
      city: 'Città',
      phone: words.phone,
      mobile: 'Cellulare',
      url: 'Sito',
      attentionTo: words.attentionTo,
      lastOrderDate: words.lastOrder,
      orderCount: 'Ordini',
      salesCents: 'Vendite',
      previousOrderCount1: 'Ordini',
      previousSales1Cents: 'Vendite',
      previousOrderCount2: 'Ordini',
      previousSales2Cents: 'Vendite',
      description: 'Descrizione',
      type: 'Tipo',
      externalAccountNumber: 'Conto esterno',
      ourAccountNumber: 'Nostro conto',
      email: 'E-mail',
    },
    periods: ['Due anni fa', 'Un anno fa', 'Quest’anno'],
    orders: (count: number, formatted: string) => (count === 1 ? '1 ordine' : `${formatted} ordini`),
    copy: (field: string) => `Copia ${field}`,
    copied: 'Copiato',
    notANumber: 'Numero non valido',
    whatsAppTo: (number: string) => `WhatsApp a ${number}`,
    scan: {
      open: 'Codice QR',
      of: (number: string) => `Codice QR per chiamare ${number}`,
      kind: 'Contenuto del codice',
      call: 'Chiama',
      contact: 'Salva il contatto',
      callAdvice: 'Inquadra il codice con la fotocamera del telefono, poi tocca per chiamare.',
      contactAdvice:
        'Inquadra il codice con la fotocamera del telefono: nome, numeri, e-mail e indirizzo vanno in rubrica.',
      close: 'Chiudi il codice',
    },
    call: 'Chiama',
    noPhone: 'Nessun telefono nel portale',
    openPortal: words.openInPortal,
    portal: 'Portale',
    next: 'Cliente successivo',
    previous: 'Cliente precedente',
    menu: 'Altro per il cliente',
    copyAll: 'Copia tutti i contatti',
    code: (id: string) => `cod. ${id}`,
    year: 'Anno',
    bar: 'Confronto',
    contact: {
      whatsApp: 'WhatsApp',
      email: 'E-mail',
      pec: 'PEC',
      map: 'Mappa',
      site: 'Sito',
    },
    empty: '—',
    firstSeen: (when: string) => `In elenco ${when}`,
    changed: (when: string) => `Ultima modifica ${when}`,
    history: 'Modifiche',
    historyKinds: {
      new: 'Nuovo in elenco',
      missing: 'Non più nell’elenco del portale',
      removed: 'Rimosso',
      back: 'Di nuovo nell’elenco',
    },
    historyChange: (field: string, before: string, after: string) => `${field}: ${before} → ${after}`,
    historyMore: (count: number, formatted: string) =>
      count === 1 ? '1 modifica più vecchia' : `${formatted} modifiche più vecchie`,
  },
  keys: {
    title: 'Tasti rapidi',
    close: words.understood,
    hint: 'Valgono fuori dai campi di testo.',
    actions: {
      next: 'Cliente successivo',
      previous: 'Cliente precedente',
      call: 'Chiama',
      note: 'Scrivi nella nota',
      recall: 'Scegli quando richiamare',
      portal: words.openInPortal,
      star: 'Aggiungi ai preferiti o togli',
      search: 'Cerca',
      list: 'Scorri l’elenco e apri il cliente',
      choose: 'Scegli più clienti',
      leave: 'Chiudi la scheda o annulla la scelta',
      print: 'Stampa l’elenco',
      update: words.updateCustomers,
      screens: 'Passa a un’altra schermata',
      help: 'Mostra questi tasti',
    },
    or: 'o',
    enter: 'Invio',
    shift: 'Maiusc',
    space: 'Spazio',
  },
  notes: {
    star: 'Preferito',
    addStar: 'Aggiungi ai preferiti (S)',
    removeStar: 'Togli dai preferiti (S)',
    title: 'Le mie note',
    field: 'Nota',
    placeholder: 'Accordi, preferenze, cosa portare alla prossima visita…',
    hint: 'Solo su questo computer',
    recall: words.callBackOn,
    dayForm: 'gg/mm/aaaa',
    noDay: (example: string) => `Scrivi una data come ${example}`,
    calendar: {
      open: 'Apri il calendario',
      previousMonth: 'Mese precedente',
      nextMonth: 'Mese successivo',
    },
    recallOn: (day: string) => `Da richiamare ${day}`,
    recallToday: 'Da richiamare oggi',
    recallLate: (day: string) => `In ritardo: era da richiamare ${day}`,
    choices: { day: 'Domani', week: 'Tra una settimana', month: 'Tra un mese' },
    done: 'Fatto',
    called: (day: string) => `${day} richiamato`,
    finished: 'Richiamato',
    undo: words.cancel,
    addDate: '+ data',
    numbers: 'Nella nota:',
    saving: 'Salvataggio…',
    saved: 'Salvato',
    retry: 'Riprova',
    tooLong: (limit: string) => `Al massimo ${limit} caratteri`,
    mark: 'Ha una nota',
    foundIn: 'Trovato nelle note',
  },
  sync: {
    health: 'Stato',
    healths: {
      unknown: 'Non ancora verificato',
      healthy: 'Tutto in ordine',
      failing: 'Ultimo aggiornamento non riuscito',
      degraded: words.updatesFailing,
      blocked: words.actionNeeded,
      'foreign-network': 'In attesa di un’altra rete',
    },
    lastSuccess: 'Ultimo riuscito',
    lastResult: 'Ultimo esito',
    nextSync: 'Prossimo aggiornamento',
    notPlanned: (reason: string) => `Sospeso: ${reason}`,
    paused: 'In pausa',
    holds: {
      'no-account': 'nessun account collegato',
      PASSWORD_NEEDED: 'manca la password',
      PORTAL_NOT_ALLOWED: 'l’azienda ha indicato un altro portale',
      POLICY_BROKEN: 'le impostazioni dell’azienda non sono leggibili',
      PORTAL_NOT_SECURE: 'l’indirizzo del portale non è https',
      DISK_FULL: 'manca spazio su disco',
      blocked: 'serve il tuo intervento',
      offline: 'sei offline',
      'login-limit': 'limite di accessi raggiunto',
      hours: 'fuori orario',
    },
    goesOn: (when: string) => `Riprende ${when}`,
    logins: 'Accessi al portale',
    loginCounts: (today: string, month: string) => `oggi ${today}, negli ultimi 30 giorni ${month}`,
    target: (limit: string) => `(obiettivo ${limit})`,
    total: 'Aggiornamenti totali',
    support: 'Dati per l’assistenza',
    onlyFailed: 'Solo non riusciti',
    updatedAt: (age: string, when: string) => `Clienti aggiornati ${age} (${when})`,
    average: 'Durata media',
    medianAndP95: 'Mediana · 95° percentile',
    unchanged: 'Clienti invariati',
    failures: 'Errori consecutivi',
    errorRate: 'Tasso di errore',
    customers: 'Clienti in archivio',
    runs: 'Ultimi aggiornamenti',
    noRunsTitle: 'Ancora nessun aggiornamento',
    noRuns: 'Qui trovi gli aggiornamenti fatti.',
    columns: {
      when: 'Quando',
      trigger: 'Origine',
      outcome: 'Esito',
      duration: 'Durata',
      changes: 'Modifiche',
    },
    triggers: {
      startup: 'all’apertura',
      schedule: 'automatico',
      manual: 'manuale',
      resume: 'dopo la sospensione',
      online: 'ritorno della rete',
    },
    outcomes: {
      success: 'Riuscito',
      failed: 'Non riuscito',
      cancelled: 'Annullato',
      interrupted: 'Interrotto',
    },
    counts: (added: string, updated: string, unchanged: string) =>
      `${added} nuovi · ${updated} aggiornati · ${unchanged} invariati`,
    charts: {
      durations: 'Durata per fase',
      durationsHint: 'Secondi per aggiornamento, dal più vecchio',
      changes: 'Nuovi e aggiornati',
      changesHint: 'Clienti per aggiornamento',
      failures: 'Riusciti e non riusciti',
      failuresHint: (failed: number) =>
        failed === 0
          ? 'Per giorno: nessun errore'
          : failed === 1
            ? 'Per giorno: 1 errore'
            : `Per giorno: ${failed} errori`,
      stages: { login: 'Accesso', export: 'Esportazione', read: 'Lettura', apply: 'Salvataggio' },
      added: 'Nuovi',
      updated: 'Aggiornati',
      succeeded: 'Riusciti',
      failed: 'Non riusciti',
    },
    details: {
      label: 'Dettagli',
      of: (number: number) => `Dettagli dell’aggiornamento ${number}`,
      number: 'Numero',
      attempts: 'Tentativi',
      logins: 'Accessi',
      size: 'Dimensione',
      pages: 'Pagine',
      missing: 'Non più in elenco',
      sums: (verified: string, printed: string) => `Somme verificate: ${verified} di ${printed}`,
      unknownColumns: (count: number, list: string) =>
        count === 1 ? `Colonna nuova conservata: ${list}` : `Colonne nuove conservate: ${list}`,
      similarColumn: (column: string, expected: string) => `Colonna «${column}» letta come «${expected}»`,
      hiddenColumns: (count: number, list: string) =>
        count === 1
          ? `Colonna ${list} nascosta nel portale: valori noti conservati`
          : `Colonne ${list} nascoste nel portale: valori noti conservati`,
      unreadableColumn: (column: string, example: string) =>
        `Colonna «${column}» non leggibile (per esempio «${example}»): valori noti conservati`,
      ambiguousColumn: (column: string) =>
        `Colonna «${column}»: anno incerto. Valori noti conservati; nel portale mostra anche i conteggi degli ordini`,
      unreadableText: (count: number, list: string) =>
        count === 1
          ? `Cliente ${list}: un carattere non è leggibile, testo noto conservato`
          : `Clienti ${list}: caratteri non leggibili, testi noti conservati`,
      emptiedColumn: (column: string) =>
        `Colonna ${column} vuota nel portale: valori noti conservati fino al prossimo aggiornamento`,
      sumMismatch: (column: string) =>
        `La somma di «${column}» stampata dal portale non corrisponde: due letture concordano, dati registrati`,
      more: (list: string, formatted: string) => `${list} e altre ${formatted}`,
      /** Texts for warnings that a run only counts. */
      counted: {
        UNKNOWN_COLUMN: (count: number, formatted: string) =>
          count === 1 ? '1 colonna non riconosciuta' : `${formatted} colonne non riconosciute`,
        SIMILAR_COLUMN: (count: number, formatted: string) =>
          count === 1
            ? '1 colonna riconosciuta da un titolo simile'
            : `${formatted} colonne riconosciute da un titolo simile`,
        MISSING_OPTIONAL_COLUMN: (count: number, formatted: string) =>
          count === 1
            ? '1 colonna nascosta nel portale: valori noti conservati'
            : `${formatted} colonne nascoste nel portale: valori noti conservati`,
        EMPTIED_COLUMN: (count: number, formatted: string) =>
          count === 1
            ? '1 colonna vuota nel portale: valori noti conservati'
            : `${formatted} colonne vuote nel portale: valori noti conservati`,
        DUPLICATE_ID: (count: number, formatted: string) =>
          count === 1
            ? '1 cliente ripetuto nell’elenco del portale: vale la prima riga'
            : `${formatted} clienti ripetuti nell’elenco del portale: vale la prima riga`,
        BAD_VALUE: (count: number, formatted: string) =>
          count === 1
            ? '1 valore non leggibile: resta quello noto'
            : `${formatted} valori non leggibili: restano quelli noti`,
        UNREADABLE_COLUMN: (count: number, formatted: string) =>
          count === 1 ? '1 colonna non leggibile' : `${formatted} colonne non leggibili`,
        AMBIGUOUS_COLUMN: (count: number, formatted: string) =>
          count === 1 ? '1 colonna di anno incerto' : `${formatted} colonne di anno incerto`,
        UNREADABLE_TEXT: (count: number, formatted: string) =>
          count === 1
            ? '1 testo con caratteri non leggibili'
            : `${formatted} testi con caratteri non leggibili`,
        NO_DECLARED_COUNT: () => 'L’elenco del portale non indica quanti clienti contiene',
        SUM_MISMATCH: (count: number, formatted: string) =>
          count === 1
            ? '1 somma stampata dal portale non corrisponde'
            : `${formatted} somme stampate dal portale non corrispondono`,
        TEXT_TOO_LONG: (count: number, formatted: string) =>
          count === 1 ? '1 testo troppo lungo, accorciato' : `${formatted} testi troppo lunghi, accorciati`,
      },
      countedOther: (count: number, formatted: string) =>
        count === 1 ? '1 altra nota' : `${formatted} altre note`,
    },
  },
  diagnostics: {
    open: 'Esporta diagnostica',
    title: 'Diagnostica per l’assistenza',
    privacy:
      'Il file zip contiene solo questo: nessun cliente, password, indirizzo del portale o nome utente.',
    gathering: 'Raccolta dei dati…',
    files: {
      'versions.json': 'Versioni dell’app e del sistema',
      'settings.json': 'Impostazioni, senza account',
      'status.json': 'Stato degli aggiornamenti',
      'runs.json': 'Ultimi aggiornamenti',
      'store.json': 'Controllo dell’archivio',
      log: 'Registro delle attività',
    },
    size: (kilobytes: string) => `${kilobytes} kB`,
    save: 'Salva il file…',
    saved: 'Diagnostica salvata',
    cancel: words.cancel,
  },
  pause: {
    title: words.pause,
    hint: 'Ferma gli aggiornamenti automatici. «Aggiorna Clienti» funziona sempre.',
    lengths: words.pauseLengths,
    until: (when: string) => `Aggiornamenti automatici in pausa fino a ${when}`,
    untilResumed: 'Aggiornamenti automatici in pausa',
    resume: words.resume,
  },
  settings: {
    behaviour: 'Comportamento',
    switches: {
      startWithComputer: {
        label: 'Avvia con il computer',
        hint: 'L’app si apre nascosta nell’area di notifica e aggiorna i clienti.',
      },
      notifications: {
        label: 'Notifiche',
        hint: 'Quando serve il tuo intervento, se gli aggiornamenti non riescono e per le chiamate del giorno.',
      },
      morningCalls: {
        label: 'Chiamate del giorno',
        hint: 'Una notifica al mattino, solo se c’è chi è da richiamare oggi o in ritardo.',
      },
      automaticBanner: {
        label: 'Mostra gli aggiornamenti automatici',
        hint: 'Un avviso in alto mentre l’app aggiorna i clienti.',
      },
    },
    frequency: 'Frequenza di aggiornamento',
    frequencyHint: 'Ogni quanto l’app aggiorna i clienti.',
    everyMinutes: (minutes: number) => `Ogni ${minutes} minuti`,
    presets: {
      '5': 'Ogni 5 minuti',
      '15': 'Ogni 15 minuti',
      '30': 'Ogni 30 minuti',
      '60': 'Ogni ora',
      '240': 'Ogni 4 ore',
      '1440': 'Una volta al giorno',
      custom: 'Altro…',
    },
    customFrequency: (min: number, max: number) => `Minuti (da ${min} a ${max})`,
    frequencyInvalid: (min: number, max: number) => `Scrivi un numero intero da ${min} a ${max}`,
    hours: 'Quando aggiornare',
    hoursHint: 'Fuori orario l’app non accede al portale. «Aggiorna Clienti» funziona sempre.',
    hoursChoices: { always: 'Sempre', hours: 'Nell’orario di lavoro' },
    hoursDays: 'Giorni',
    hoursFrom: 'Dalle',
    hoursTo: 'Alle',
    hoursInvalid: {
      days: 'Scegli almeno un giorno',
      time: 'Scrivi l’ora come 8:00 o 19:30',
      order: 'L’ora di fine deve venire dopo quella di inizio',
    },
    managed: 'Gestito dall’azienda.',
    policyTroubles: {
      partly: 'Alcune impostazioni dell’azienda non sono valide: al loro posto valgono le più severe.',
      broken:
        'Le impostazioni dell’azienda non sono leggibili: gli aggiornamenti automatici sono fermi finché l’ufficio non le corregge.',
      untrusted:
        'I permessi dati dall’azienda vengono ignorati: su questo computer può cambiarli anche chi non è amministratore.',
    },
    save: 'Salva',
    saved: 'Salvato',
    appearance: 'Aspetto e lingua',
    language: 'Lingua',
    languages: { it: 'Italiano', en: 'English' },
    theme: 'Tema',
    themes: { system: 'Come il sistema', light: 'Chiaro', dark: 'Scuro' },
    account: 'Account',
    portal: 'Portale',
    user: 'Utente',
    password: 'Password',
    passwordKept: {
      stored: 'Conservata nel portachiavi del sistema',
      memory: 'La password non verrà salvata: sarà chiesta al prossimo avvio',
      missing: 'Da inserire di nuovo',
    },
    demoAccount: 'Stai usando la demo con clienti inventati.',
    noAccount: 'Nessun account collegato.',
    connectAccount: 'Collega il tuo account',
    updatePassword: 'Aggiorna password',
    disconnect: words.disconnect,
    erase: 'Scollega e cancella i dati',
    disconnectTitle: words.disconnectQuestion,
    disconnectText:
      'La password viene dimenticata e gli aggiornamenti si fermano. I clienti già scaricati e le tue note restano. Se cancelli i dati spariscono anche clienti, note, backup e registri: le note non si possono recuperare.',
    cancel: words.cancel,
    notesFile: {
      title: 'Le mie note su un altro computer',
      hint: 'Un file con tutte le note, le date e i preferiti, per un nuovo computer o per un collega. Contiene dati personali: conservalo al sicuro.',
      export: 'Esporta le note',
      import: 'Importa le note',
      undo: words.cancel,
      exported: (notes: string, path: string) => `${notes} in ${path}`,
      notes: (count: number, formatted: string) => (count === 1 ? '1 nota' : `${formatted} note`),
      stars: (count: number, formatted: string) => (count === 1 ? '1 preferito' : `${formatted} preferiti`),
      starred: (count: number, formatted: string) =>
        count === 1 ? '1 preferito aggiunto' : `${formatted} preferiti aggiunti`,
      added: (count: number, formatted: string) =>
        count === 1 ? '1 nota aggiunta' : `${formatted} note aggiunte`,
      merged: (count: number, formatted: string) =>
        count === 1 ? '1 unita a una nota già presente' : `${formatted} unite a note già presenti`,
      same: (count: number, formatted: string) =>
        count === 1 ? '1 già presente' : `${formatted} già presenti`,
      tooLong: (count: number, formatted: string) =>
        count === 1
          ? '1 non importata: unita alla nota già presente sarebbe troppo lunga'
          : `${formatted} non importate: unite alle note già presenti sarebbero troppo lunghe`,
      unknown: (count: number, formatted: string) =>
        count === 1
          ? '1 è di un cliente che qui non è in elenco: comparirà insieme al cliente'
          : `${formatted} sono di clienti che qui non sono in elenco: compariranno insieme ai clienti`,
      none: 'Il file non contiene note',
      undone: (count: number, formatted: string) =>
        count === 1
          ? 'Importazione annullata: 1 voce ripristinata'
          : `Importazione annullata: ${formatted} voci ripristinate`,
    },
    protection: 'Protezione dei dati',
    protectedByDisk:
      'L’app non cifra clienti e note: se il computer viene perso o rubato, a proteggerli è la cifratura del disco.',
    diskLooking: 'Verifica della cifratura in corso…',
    disk: {
      on: 'La cifratura del disco è attiva.',
      off: 'La cifratura del disco non è attiva: chiedi all’ufficio di attivarla.',
      unknown: 'Il sistema non dice se la cifratura del disco è attiva: chiedilo all’ufficio.',
    },
    folderOpen:
      'Gli altri utenti di questo computer possono aprire la cartella dati: chiedi all’ufficio di controllarne i permessi.',
    retentionUnclear: 'I clienti rimossi restano finché l’ufficio non corregge le impostazioni dell’azienda.',
    retention: (months: string) =>
      `I clienti rimossi da più di ${months} mesi vengono cancellati per sempre, con la loro cronologia; le tue note restano.`,
    about: 'Informazioni',
    dataFolder: 'Cartella dati',
    licences: 'Licenze',
    licencesText:
      'Archibald Agent usa questi pacchetti, ciascuno con la sua licenza. Quelle di Chromium sono nella cartella dell’app.',
    licencesTexts: 'Leggi i testi',
    licencesMissing: 'I testi non si aprono: reinstalla l’app.',
    updateReady: (version: string) => `La versione ${version} è pronta: si installa quando esci dall’app.`,
    updateFetching: (version: string) => `Scaricamento della versione ${version}…`,
    updateRefused:
      'Nuova versione rifiutata: manca la firma dell’azienda, o è troppo vecchia. Avvisa l’ufficio; questa versione continua a funzionare.',
    updateElsewhere: {
      package:
        'Le nuove versioni arrivano come pacchetto del sistema, da chi gestisce il computer: non le installa l’app.',
      copy: 'Questa copia non è stata installata con il suo programma di installazione: le nuove versioni arrivano dall’ufficio.',
      insecure: 'Nuove versioni non disponibili: il loro indirizzo non è sicuro (https). Avvisa l’ufficio.',
      unsigned:
        'Nuove versioni non disponibili: l’azienda non ha indicato la chiave che le firma. Avvisa l’ufficio.',
    },
    testBuild: (version: string) => `${version} (versione di prova)`,
    showFolder: 'Mostra la cartella',
    version: 'Versione',
  },
  firstRun: {
    title: 'Benvenuti in Archibald Agent',
    subtitle: 'I tuoi clienti di Archibald, sempre con te: anche senza rete.',
    form: 'Collega il tuo account',
    portal: 'Indirizzo del portale',
    portalPlaceholder: 'https://archibald.azienda.it',
    portalInvalid: 'Indirizzo non valido. Scrivilo come nel browser.',
    user: 'Utente',
    password: 'Password',
    test: 'Prova il collegamento',
    testing: 'Prova di accesso in corso…',
    testOk: 'Collegamento riuscito: l’accesso funziona.',
    connect: 'Collega',
    saveAndUpdate: 'Salva e aggiorna',
    refused: {
      title: 'Password non corretta',
      advice: 'Dopo alcuni tentativi sbagliati il portale blocca l’account.',
    },
    held: {
      LOGIN_REFUSED:
        'Inserisci la password nuova. Dopo alcuni tentativi sbagliati il portale blocca l’account.',
      PASSWORD_EXPIRED:
        'Cambiala nel portale e inserisci qui quella nuova. Dopo alcuni tentativi sbagliati il portale blocca l’account.',
      ACCOUNT_LOCKED:
        'Riprova solo dopo che l’ufficio lo ha sbloccato: un altro tentativo sbagliato lo bloccherebbe di nuovo.',
      LOGIN_UNCONFIRMED:
        'Il portale non ha confermato neanche il secondo tentativo. Se la password è sbagliata, altri tentativi bloccano l’account.',
    },
    sendAgain: 'Invia di nuovo la stessa password',
    unlocked: 'L’ufficio l’ha sbloccato: riprova',
    or: 'oppure',
    demo: 'Prova la demo',
    demoHint: '1.452 clienti inventati, nessun account necessario.',
    privacy: 'La password resta sul tuo computer e serve solo per accedere al portale.',
    erased: 'Cancellato da questo computer',
    erasedNothing: 'Non c’era nulla da cancellare.',
    erasedKinds: {
      customers: 'clienti e cronologia',
      notes: 'note',
      list: 'viste e filtri dell’elenco',
      runs: 'aggiornamenti passati',
      backups: 'backup',
      exports: 'elenchi scaricati',
      logs: 'registri',
      password: 'password',
      other: 'altri file dell’app',
    },
    eraseLeft: (parts: string) => `Restano: ${parts}.`,
    eraseForeign: (files: string) =>
      `Nella cartella dati ci sono anche ${files} elementi che non sono dell’app: restano dove sono.`,
    eraseAgain: 'Riprova a cancellare',
    required: 'Campo obbligatorio',
  },
  failure: {
    title: 'Qualcosa è andato storto',
    text: 'La finestra ha smesso di funzionare. I tuoi dati sono al sicuro.',
    reload: 'Ricarica',
  },
  errors,
};

type Widen<Value> = Value extends string
  ? string
  : Value extends (...parameters: infer Parameters) => string
    ? (...parameters: Parameters) => string
    : { readonly [Key in keyof Value]: Widen<Value[Key]> };

/** The type of every language. */
export type Strings = Widen<typeof it>;
