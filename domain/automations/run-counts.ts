/** More runs of one state than this are told as "more than". */
export const RUNS_COUNTED = 1_000;
