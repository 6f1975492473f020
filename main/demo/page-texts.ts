import type { DemoLanguage } from './columns';

const it = {
  loading: 'Caricamento in corso…',
  userName: 'Nome utente',
  password: 'Password',
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
  exportTo: 'Esportare in',
  menu: ['Nuovo', 'Aggiorna', 'Modifica', 'Ripristina vista', 'Filtro', 'Stampa', 'Colonne', 'Aiuto'],
  maintenance: 'Il portale è in manutenzione. Riprovare più tardi.',
  tooManyRequests: 'Troppe richieste. Riprovare più tardi.',
  formatMissing: 'Il portale dimostrativo esporta solo in PDF.',
};

const en: typeof it = {
  loading: 'Loading…',
  userName: 'User Name',
  password: 'Password',
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
  exportTo: 'Export to',
  menu: ['New', 'Refresh', 'Edit', 'Reset View', 'Filter', 'Print', 'Columns', 'Help'],
  maintenance: 'The portal is under maintenance. Please try again later.',
  tooManyRequests: 'Too many requests. Please try again later.',
  formatMissing: 'The demo portal exports to PDF only.',
};

export type PageTexts = typeof it;

export function pageTexts(language: DemoLanguage): PageTexts {
  return language === 'it' ? it : en;
}
