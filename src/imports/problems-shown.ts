/** Of what is wrong with a file, so much is shown at once; all of it is in the file of rows to correct. */
export const PROBLEMS_SHOWN = 100;
