/** Why an import failed as a whole: keys under `imports.failures` in the messages. The first part are those of a file's reader. */
const FAILURES = [
  'missing',
  'empty',
  'no_rows',
  'too_large',
  'too_many_rows',
  'too_many_columns',
  'bad_header',
  'not_a_table',
  'other_spreadsheet',
  'encrypted',
  'damaged',
  'unsafe',
  'expands_too_much',
  'sheet_missing',
  'out_of_memory',
  'too_slow',
  'reader_failed',
  'too_many_attempts',
  'bug',
] as const;
export type Failure = (typeof FAILURES)[number];

/** The failure that something thrown is told as. Pure. */
export function failureOf(error: unknown): Failure {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return FAILURES.find((failure) => failure === code) ?? 'bug';
}
