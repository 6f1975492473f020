import type { PageView } from '../../main/portal/browser/page-scripts';
import { PATHS } from '../../main/portal/selectors';

/** The portal's list of customers, loaded and without errors. */
export const LIST_VIEW: PageView = {
  path: PATHS.customers,
  ready: true,
  loading: false,
  passwordFields: 0,
  hasMenu: true,
  hasError: false,
  locked: false,
  passwordExpired: false,
  extraStep: false,
  transientError: false,
  maintenance: false,
  marked: true,
};

/** The portal's login form, loaded and without errors. */
export const LOGIN_VIEW: PageView = {
  ...LIST_VIEW,
  path: '/Archibald/Login.aspx',
  passwordFields: 1,
  hasMenu: false,
};
