/**
 * Customers that change from step to step as a portal's do, for syncs that are killed: which step a cache is at can be
 * read from it, and what it must then hold can be told without the code under test.
 */

const COUNT = 800;

/** @typedef {{ id: string, name: string, phone: string, city: string }} StepCustomer */
/** @typedef {StepCustomer & { state: 'present' | 'missing' | 'removed' }} ExpectedCustomer */

/**
 * What the export of a step (from 1) holds. Customer 1 names the step; each step adds a customer, lacks some, changes
 * the phones of a quarter.
 *
 * @param {number} step
 * @returns {StepCustomer[]}
 */
export function exportOf(step) {
  const ids = Array.from({ length: COUNT + step }, (_, index) => index + 1);
  return ids.filter((id) => !isAbsent(id, step)).map((id) => customerOf(id, step));
}

/**
 * The step whose export was applied last, told by customer 1; 0 for none.
 *
 * @param {string | undefined} name
 */
export function stepOf(name) {
  return name === undefined ? 0 : Number(name.replace('Passo ', ''));
}

/**
 * What a cache must hold after the steps up to this one, by ID.
 *
 * @param {number} lastStep
 * @returns {ExpectedCustomer[]}
 */
export function expectedAfter(lastStep) {
  /** @type {Map<number, ExpectedCustomer>} */
  const known = new Map();
  for (let step = 1; step <= lastStep; step += 1) {
    for (const [id, customer] of known) {
      if (isAbsent(id, step)) {
        known.set(id, { ...customer, state: customer.state === 'present' ? 'missing' : 'removed' });
      }
    }
    for (const customer of exportOf(step)) {
      known.set(Number(customer.id), { ...customer, state: 'present' });
    }
  }
  return [...known.values()].sort((left, right) => Number(left.id) - Number(right.id));
}

/** Absent from two exports in a row, then there again. @param {number} id @param {number} step */
function isAbsent(id, step) {
  return id !== 1 && (id * 7 + step) % 97 < 2;
}

/** @param {number} id @param {number} step @returns {StepCustomer} */
function customerOf(id, step) {
  return {
    id: String(id),
    name: id === 1 ? `Passo ${step}` : `Cliente ${id}`,
    phone: `02 ${Math.floor((id + step) / 4)}`,
    city: id % 2 === 0 ? 'Milano' : 'Forlì',
  };
}
