import { pino } from 'pino';

/** Structured logs, one JSON object a line. Nothing personal goes in: ids, codes and counts only. */
export const log = pino({
  level: process.env.LOG_LEVEL || 'info',
  base: { process: process.env.CHAT_BOT_PROCESS ?? 'web' },
  serializers: { error: describeError },
});

/** An error without its parameters: a database error's detail may quote a person's data. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, stack } = error;
  const code = (error as { code?: unknown }).code;
  const cause = error.cause ? describeError(error.cause) : undefined;
  // drizzle's message holds the query and its parameters.
  const isQuery = name === 'DrizzleQueryError' || error.message.startsWith('Failed query');
  return {
    name,
    code,
    message: isQuery ? 'query failed' : error.message,
    stack: isQuery
      ? stack
          ?.split('\n')
          .filter((line) => line.trim().startsWith('at '))
          .join('\n')
      : stack,
    cause,
  };
}
