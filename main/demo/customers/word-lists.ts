/** The parts of fictitious customers. Places are real, people and companies are not. */
export const FIRST_NAMES = [
  'Ada',
  'Agnese',
  'Andrè',
  'Bruno',
  'Carla',
  'Cesare',
  'Dario',
  'Elisa',
  'Fabio',
  'Giada',
  'Ivano',
  'Lidia',
  'Lucìa',
  'Marta',
  'Mauro',
  'Niccolò',
  'Nives',
  'Oscar',
  'Paola',
  'Remo',
  'Silvia',
  'Tullio',
  'Ugo',
  'Vera',
  'Zeno',
] as const;

export const LAST_NAMES = [
  'Abbatelli',
  'Bernasconi',
  'Cattaneo',
  "D'Alessio",
  "Dell'Orto",
  'De Santis',
  'Esposito',
  'Fumagalli',
  'Ghirardi',
  'Iovine',
  'Lo Presti',
  'Mantovani',
  'Nicolosi',
  'Ottaviani',
  'Pellegrini',
  'Però',
  'Quattrocchi',
  'Rocca',
  'Ruggeri',
  'Sartori',
  'Tagliabue',
  'Ungaretti',
  'Vescovi',
  'Zambelli',
] as const;

export const PRACTICES = [
  'Ambulatorio Odont.',
  'Dott.ssa',
  'Dr.',
  'Dr.Ssa',
  'Laboratorio',
  'Odontoiatria',
  'Poliambulatorio',
  'Studio Ass.',
  'Studio Dentistico',
] as const;

export const COMPANY_FORMS = ['', '', '', 'S.N.C.', 'S.R.L.', 'S.T.P. A R.L.', 'Soc. Coop.'] as const;

/** Endings that make a name wrap over two or three lines. */
export const LONG_ENDINGS = [
  'Centro Medico Polispecialistico & Diagnostica Per Immagini',
  'Medico Chirurgo Specialista In Ortognatodonzia E Protesi',
  "Societa' Tra Professionisti A Responsabilita' Limitata",
] as const;

export const STREETS = [
  'Corso Italia',
  'Largo Augusto',
  "P.zza Unità d'Italia",
  'Piazza XX Settembre',
  'Str.da Prov.le',
  'Via G. Garibaldi',
  'Via Roma',
  'Via S. Vito',
  "Via dell'Artigianato",
  'Viale dei Mille',
  'Vico II Carità',
] as const;

/** Streets too long for one line of any column. */
export const LONG_STREETS = [
  "Centro Commerciale Le Fontane c/o Galleria dell'Arte",
  'Strada Statale Adriatica Sud, Zona Industriale Lotto',
] as const;

/** Postal code, city, telephone area code. */
export const TOWNS = [
  ['00184', 'Roma', '06'],
  ['07100', 'Sassari', '079'],
  ['10128', 'Torino', '011'],
  ['12037', 'Saluzzo', '0175'],
  ['20121', 'Milano', '02'],
  ['25087', 'Salò', '0365'],
  ['33100', 'Udine', '0432'],
  ['38062', 'Arco', '0464'],
  ['39100', 'Bolzano', '0471'],
  ['54011', 'Aulla', '0187'],
  ['55032', 'Castelnuovo di Garfagnana', '0583'],
  ['61121', 'Pesaro', '0721'],
  ['74015', 'Martina Franca', '080'],
  ['80056', 'Ercolano', '081'],
  ['83012', 'Cervinara', '0824'],
  ['89900', 'Vibo Valentia', '0963'],
  ['71013', 'San Giovanni Rotondo', '0882'],
  ['92024', 'Canicattì', '0922'],
] as const;

export const DELIVERY_TERMS = ['Corriere 24h', 'FedEx', 'Ritiro', 'Standard'] as const;

/** A kind of customer: TYPE, DESCRIZIONE, whether it orders, and its number in a real list. */
export interface DemoKind {
  readonly type: string | null;
  readonly description: string | null;
  readonly buys: boolean;
  readonly counted: number;
}

/** The kinds that order come first, so that even a short list of customers has a buyer. */
export const DEMO_KINDS: readonly DemoKind[] = [
  { type: 'Debitor', description: 'Debitor', buys: true, counted: 28 },
  {
    type: 'CustFromConcess',
    description: 'Customer from Concessionario',
    buys: true,
    counted: 102,
  },
  { type: null, description: null, buys: true, counted: 2 },
  {
    type: 'PotFromCon',
    description: 'Potential from Concessionario',
    buys: false,
    counted: 271,
  },
  {
    type: 'PotDentiItal',
    description: 'Potential from Elenco Odontoiatri Italia',
    buys: false,
    counted: 1049,
  },
];

/** The kind that a customer has after the first order. */
export const BUYER = { type: 'CustFromConcess', description: 'Customer from Concessionario' } as const;
