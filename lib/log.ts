import { pino } from 'pino';

/** Structured logs, one JSON object a line. Nothing personal goes in: ids, codes and counts only. */
export const log = pino({
  level: process.env.LOG_LEVEL || 'info',
  base: { process: process.env.CHAT_BOT_PROCESS ?? 'web' },
  serializers: { error: describeError },
});

/**
 * An error as it may be logged. What a database says of one, or a parser of its input, quotes the value that it stumbled over, which may be a
 * person's: such a text is left out, and what else there is must do.
 */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, stack } = error;
  const facts = error as {
    code?: unknown;
    constraint_name?: unknown;
    table_name?: unknown;
    column_name?: unknown;
  };
  const isQuoting =
    ['DrizzleQueryError', 'PostgresError', 'SyntaxError'].includes(name) ||
    error.message.startsWith('Failed query');
  return {
    name,
    code: facts.code,
    constraint: facts.constraint_name,
    table: facts.table_name,
    column: facts.column_name,
    message: isQuoting ? 'left out: it may quote what somebody wrote' : error.message,
    stack: isQuoting ? onlyPlaces(stack) : stack,
    cause: error.cause ? describeError(error.cause) : undefined,
  };
}

function onlyPlaces(stack: string | undefined): string | undefined {
  return stack
    ?.split('\n')
    .filter((line) => line.trim().startsWith('at '))
    .join('\n');
}
