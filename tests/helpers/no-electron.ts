/**
 * Stands for Electron where there is none, in the unit tests' plain Node: what is imported from it is undefined. So a
 * module may hold its logic and its few lines of Electron together; a test hands the system's part in.
 */
export {};
