import { linkPath } from '../browser/page-scripts';
import { PortalFailure } from '../failures/failure';
import { isLoginPath } from '../login/judge-login';
import type { PortalAccount } from '../login/login';
import { login } from '../login/login';
import { PATHS, PATH_PATTERNS, SELECTORS, TEXTS } from '../selectors';
import type { Visit } from '../visit';

export interface ListAccess {
  readonly account: PortalAccount;
  /** The known path of this account's list; by default the agent's list. */
  readonly knownPath: string | null;
  /** Returns whether a login is allowed; called just before the login form is filled in. */
  readonly mayLogIn: () => boolean;
  /** Called just before the request with the credentials leaves. */
  readonly onSending: () => void;
  /** Called once the credentials are accepted: a later failure is not a failed login. */
  readonly onAccepted: () => void;
}

type Arrival = 'list' | 'login' | 'missing';

/**
 * Opens the customers list and returns its path. Logs in at most once, if the portal shows its
 * login page. Throws the errors of {@link login}, and LOGIN_LIMIT if no login is allowed.
 * Throws SESSION_EXPIRED if the login page returns after an accepted login, and
 * PORTAL_PAGE_UNKNOWN if the account has no customers list.
 */
export async function reachList(visit: Visit, access: ListAccess): Promise<string> {
  const path = access.knownPath ?? PATHS.customers;
  let arrival = await open(visit, path);
  if (arrival === 'login') {
    if (!access.mayLogIn()) {
      throw new PortalFailure('LOGIN_LIMIT', 'No more automatic logins are allowed today');
    }
    const before = visit.traffic.mark();
    const { isConfirmed } = await login(visit, access.account, access);
    if (isConfirmed) {
      access.onAccepted();
    }
    // A login normally leads to the requested list; otherwise the list is requested again.
    const landed = await visit.view();
    arrival = samePath(landed.path, path)
      ? await settle(visit, path, () => visit.failOnStatus(before, (asked) => samePath(asked, path)))
      : isConfirmed && landed.passwordFields > 0
        ? 'login'
        : await open(visit, path);
    if (arrival === 'login') {
      throw isConfirmed
        ? new PortalFailure('SESSION_EXPIRED', 'The portal shows its login page again')
        : new PortalFailure('LOGIN_UNCONFIRMED', 'The portal shows its login page again without a message');
    }
  }
  return arrival === 'list' ? path : followNavigation(visit);
}

/** Opens the list again within a visit. Throws SESSION_EXPIRED if the login page appears. */
export async function openListAgain(visit: Visit, path: string): Promise<void> {
  const arrival = await open(visit, path);
  if (arrival !== 'list') {
    throw arrival === 'login'
      ? new PortalFailure('SESSION_EXPIRED', 'The portal shows its login page again')
      : new PortalFailure('PORTAL_PAGE_UNKNOWN', 'The customers list is no longer there');
  }
}

function open(visit: Visit, path: string): Promise<Arrival> {
  return settle(visit, path, () => visit.open(path));
}

async function settle(visit: Visit, path: string, come: () => Promise<void> | void): Promise<Arrival> {
  try {
    await come();
  } catch (error) {
    if (error instanceof PortalFailure && error.error.code === 'PORTAL_PAGE_UNKNOWN') {
      return 'missing';
    }
    throw error;
  }
  return arrive(visit, path);
}

function arrive(visit: Visit, path: string): Promise<Arrival> {
  return visit.until('customers list', visit.timeouts.pageMs, async () => {
    const view = await visit.waitUntilIdle();
    if (view.passwordFields > 0 || isLoginPath(view.path)) {
      return 'login';
    }
    if (view.maintenance && !view.hasMenu) {
      throw new PortalFailure('PORTAL_MAINTENANCE', 'The portal says that it is under maintenance');
    }
    if (!samePath(view.path, path) && new RegExp(PATH_PATTERNS.notTheList, 'i').test(view.path)) {
      return 'missing';
    }
    if (view.hasError && !view.hasMenu) {
      return 'missing';
    }
    return view.hasMenu ? 'list' : undefined;
  });
}

/** Finds another role's list through the navigation of the home page (portal.md, Pages). */
async function followNavigation(visit: Visit): Promise<string> {
  visit.log.info('The customers list is not where it usually is, following the navigation');
  await visit.open(PATHS.home);
  const { passwordFields } = await visit.waitUntilIdle();
  if (passwordFields > 0) {
    throw new PortalFailure('SESSION_EXPIRED', 'The portal shows its login page again');
  }
  const item = await visit.find(SELECTORS.navigationItem, TEXTS.customersItem);
  if (item === null) {
    throw new PortalFailure('PORTAL_PAGE_UNKNOWN', 'The home page leads to no customers list');
  }
  const link = await item.evaluate(linkPath);
  if (link !== null) {
    await openListAgain(visit, link);
    return link;
  }
  await visit.mark();
  const before = visit.traffic.mark();
  await visit.click(item);
  return visit.until('customers list from the navigation', visit.timeouts.pageMs, async () => {
    visit.failOnStatus(before);
    const view = await visit.waitUntilIdle();
    const isThere = view.hasMenu && !view.marked && !isLoginPath(view.path);
    return isThere ? view.path : undefined;
  });
}

function samePath(one: string, other: string): boolean {
  const plain = (path: string): string =>
    path
      .replace(/[?#].*$/, '')
      .replace(/\/$/, '')
      .toLowerCase();
  return plain(one) === plain(other);
}
