/** Builds the script into `dist/tracker/t.js`; with `write: false` nothing is written. Returns its text. */
export function buildTracker(options?: { write?: boolean }): Promise<string>;
