/**
 * Customers that change from step to step, for syncs that are killed. The name of customer 1 shows
 * the last applied step. The expected customers are computed without the code under test.
 */

const COUNT = 800;

/** @typedef {{ id: string, name: string, phone: string, city: string }} StepCustomer */
/** @typedef {StepCustomer & { state: 'present' | 'missing' | 'removed' }} ExpectedCustomer */

/**
 * Returns the customers of a step's export (from 1). Customer 1 is named after the step. Each step
 * adds a customer, omits some and changes a quarter of the phones.
 * @param {number} step
 * @returns {StepCustomer[]}
 */
export function stepExport(step) {
  const ids = Array.from({ length: COUNT + step }, (_, index) => index + 1);
  return ids.filter((id) => !isAbsent(id, step)).map((id) => customerOf(id, step));
}

/**
 * Returns the last applied step from the name of customer 1; 0 before the first step.
 *
 * @param {string | undefined} name
 */
export function parseStep(name) {
  return name === undefined ? 0 : Number(name.replace('Passo ', ''));
}

/**
 * Returns the expected customers after the steps up to this one, by ID.
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
    for (const customer of stepExport(step)) {
      known.set(Number(customer.id), { ...customer, state: 'present' });
    }
  }
  return [...known.values()].sort((left, right) => Number(left.id) - Number(right.id));
}

/** Whether a step omits an ID. Two consecutive steps do. @param {number} id @param {number} step */
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
