/**
 * To be run first in a transaction that writes thousands of contacts and can be done again: `select set_config(…)`, for this transaction alone.
 * A crash may take back its last moments, with the note of how far the work had come. And the indexes for searching take in the new entries of
 * many batches at once, sorted in memory, which at a million contacts costs less than half; until then a search reads up to so much beside the
 * index. Source: PostgreSQL, "GIN Tips and Tricks" (gin_pending_list_limit, work_mem).
 */
export const FOR_MASS_WRITES =
  "select set_config('synchronous_commit', 'off', true), set_config('gin_pending_list_limit', '32MB', true), set_config('work_mem', '64MB', true)";
