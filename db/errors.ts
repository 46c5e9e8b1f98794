type DatabaseFailure = { code?: string; constraint_name?: string; cause?: unknown };

function failureOf(error: unknown): DatabaseFailure {
  const failure = (error ?? {}) as DatabaseFailure;
  // drizzle wraps what the driver threw.
  return failure.cause && typeof failure.cause === 'object' ? (failure.cause as DatabaseFailure) : failure;
}

/** Whether `error` says that a unique key was violated (optionally: the one called `constraint`). */
export function violatesUnique(error: unknown, constraint?: string): boolean {
  const { code, constraint_name } = failureOf(error);
  return code === '23505' && (constraint === undefined || constraint_name === constraint);
}

/** Whether `error` says that a foreign key was violated. */
export function violatesReference(error: unknown): boolean {
  return failureOf(error).code === '23503';
}

/** Whether `error` means that the database could not be reached or gave up, so that trying again may help. */
export function isDatabaseAway(error: unknown): boolean {
  const { code } = failureOf(error);
  if (code === undefined) return false;
  return /^(08|57P|53)/.test(code) || /^(ECONN|CONNECT|CONNECTION_|ENOTFOUND|EPIPE|ETIMEDOUT)/.test(code);
}

/** Whether the database ended this transaction so that another could go on. */
export function isDeadlock(error: unknown): boolean {
  return failureOf(error).code === '40P01';
}

/** Whether the database ended this transaction because another one, that it did not see, changed the same rows. */
export function isSerializationFailure(error: unknown): boolean {
  return failureOf(error).code === '40001';
}
