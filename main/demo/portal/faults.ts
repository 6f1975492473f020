import type { DemoFault, DemoFaultUse, DemoOptions, DemoStep } from '../options';

/** The first steps of a visit. A portal that is down fails at the step that is requested first. */
const ENTRY_STEPS: readonly DemoStep[] = ['login-page', 'list'];

const USUAL_STEP: Readonly<Record<DemoFault, DemoStep | readonly DemoStep[]>> = {
  'requested-objects': 'export',
  'export-item-missing': 'list',
  'html-instead-of-pdf': 'export',
  'truncated-pdf': 'export',
  'truncated-clean-pdf': 'export',
  'empty-pdf': 'export',
  'wrong-report': 'export',
  'wrong-count': 'export',
  'wrong-sum': 'export',
  'slow-bytes': 'export',
  unavailable: ENTRY_STEPS,
  'too-many-requests': ENTRY_STEPS,
  'server-error': 'export',
  hang: 'export',
  'connection-reset': ENTRY_STEPS,
  'session-expires': 'list',
  'login-page-at-list': 'list',
  'redirect-host': ENTRY_STEPS,
  'password-expired': 'login',
  'login-step': 'login',
  'login-unconfirmed': 'login',
  'lost-login-click': 'login-page',
  'dead-login': 'login-page',
  'lost-first-click': 'list',
  dialogs: 'list',
  'wrong-total': 'list',
  'list-reloads': 'list',
  'system-dialogs': 'list',
};

/** The faults that are still to occur. A one-time fault is removed once it has occurred. */
export class FaultPlan {
  readonly #left: Map<DemoFault, DemoFaultUse>;

  constructor(faults: DemoOptions['faults']) {
    this.#left = new Map(Object.entries(faults) as [DemoFault, DemoFaultUse][]);
  }

  /** Whether `fault` occurs now, at `step`. */
  strikes(fault: DemoFault, step: DemoStep): boolean {
    const use = this.#left.get(fault);
    if (use === undefined) {
      return false;
    }
    const at = typeof use === 'string' ? USUAL_STEP[fault] : use.at;
    const when = typeof use === 'string' ? use : use.when;
    if (![at].flat().includes(step)) {
      return false;
    }
    if (when === 'once') {
      this.#left.delete(fault);
    }
    return true;
  }
}
