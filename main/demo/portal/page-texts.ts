import type { DemoLanguage } from '../customers/columns';

const it = {
  loading: 'Caricamento in corso…',
  userName: 'NOME ACCOUNT',
  password: 'PASSWORD',
  logIn: 'Accedi',
  userNameMissing: 'Il nome utente non deve essere vuoto.',
  refused: 'Accesso non riuscito. Verificare il nome utente e la password e riprovare.',
  locked: "L'account è bloccato dopo troppi tentativi non riusciti. Contattare l'amministratore.",
  passwordExpired: 'La password è scaduta e deve essere cambiata.',
  newPassword: 'Nuova password',
  confirmPassword: 'Conferma password',
  changePassword: 'Cambia password',
  loginStep: 'Inserire il codice di verifica inviato al telefono.',
  code: 'Codice',
  confirm: 'Conferma',
  home: 'Pagina iniziale',
  customers: 'Clienti',
  orders: 'Ordini',
  exportTo: 'Esportare in',
  exportTitle: 'Esportare in PDF File',
  menu: ['Nuovo', 'Modifica', 'Aggiorna', 'Ripristina impostazioni vista', 'Vista', 'Invia messaggio'],
  filter: 'Filtro',
  sure: 'Procedere?',
  /** The visible name of each choice in a combo, by the end of the choice's value. */
  choices: {
    All_Customers: 'Tutti i clienti',
    Exclusiv_customers: 'Clienti esclusivi',
    Free_customers: 'Clienti liberi',
    CustomerListViewAgent: 'Elenco clienti',
    CustomersRoadmapAgent: 'Giro clienti',
  },
  blocked: 'Accesso negato.',
  maintenance: 'Il portale è in manutenzione. Riprovare più tardi.',
  tooManyRequests: 'Troppe richieste. Riprovare più tardi.',
  formatMissing: 'Il portale dimostrativo esporta solo in PDF.',
};

const en: typeof it = {
  loading: 'Loading…',
  userName: 'ACCOUNT NAME',
  password: 'PASSWORD',
  logIn: 'Log In',
  userNameMissing: 'The user name must not be empty.',
  refused: 'Login failed. Make sure your user name and password are correct and try again.',
  locked: 'The account is locked after too many failed attempts. Contact the administrator.',
  passwordExpired: 'The password has expired and must be changed.',
  newPassword: 'New password',
  confirmPassword: 'Confirm password',
  changePassword: 'Change password',
  loginStep: 'Enter the verification code sent to your phone.',
  code: 'Code',
  confirm: 'Confirm',
  home: 'Home',
  customers: 'Customers',
  orders: 'Orders',
  exportTo: 'Export to',
  exportTitle: 'Export to PDF File',
  menu: ['New', 'Edit', 'Refresh', 'Reset View Settings', 'View', 'Send Message'],
  filter: 'Filter',
  sure: 'Are you sure?',
  choices: {
    All_Customers: 'All customers',
    Exclusiv_customers: 'Exclusive customers',
    Free_customers: 'Free customers',
    CustomerListViewAgent: 'Customer list',
    CustomersRoadmapAgent: 'Customers roadmap',
  },
  blocked: 'Access is denied.',
  maintenance: 'The portal is under maintenance. Please try again later.',
  tooManyRequests: 'Too many requests. Please try again later.',
  formatMissing: 'The demo portal exports to PDF only.',
};

export type PageTexts = typeof it;

export function pageTexts(language: DemoLanguage): PageTexts {
  return language === 'it' ? it : en;
}
