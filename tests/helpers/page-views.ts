import type { PageView } from '../../main/portal/browser/page-scripts';
import { PATHS } from '../../main/portal/selectors';

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

export const LOGIN_VIEW: PageView = {
  ...LIST_VIEW,
  path: '/Archibald/Login.aspx',
  passwordFields: 1,
  hasMenu: false,
};
