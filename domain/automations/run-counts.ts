/** So many runs are counted, of a week or of one state; more are told as "more than". */
export const RUNS_COUNTED = 10_000;
