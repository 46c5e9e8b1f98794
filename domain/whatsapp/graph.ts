import { z } from 'zod';

/** Where Meta's Graph API is: `META_GRAPH_URL` and `META_GRAPH_VERSION`. */
export type Graph = { url: string; version: string };

/**
 * What came of a call:
 * - `ok`: Meta's answer, not yet parsed.
 * - `refused`: Meta said no, with its error code (`error_codes.ts` tells what that means).
 * - `unreachable`: nothing left this machine; the call may be made again.
 * - `unclear`: it may have been carried out, and its answer is lost. A send must never be repeated after it.
 */
export type GraphAnswer =
  | { kind: 'ok'; body: unknown }
  | { kind: 'refused'; code: number; title: string; httpStatus: number }
  | { kind: 'unreachable'; cause: string }
  | { kind: 'unclear'; cause: string };

type Call = {
  token: string;
  method?: 'GET' | 'POST';
  /** Below the version, such as `106540352242922/messages`; with its query. */
  path: string;
  body?: unknown;
  signal?: AbortSignal;
};

const TIMEOUT_MILLISECONDS = 20_000;
/** Answers are small; a page of templates is the largest. */
const LONGEST_ANSWER = 5_000_000;

const refusal = z.object({
  error: z.object({
    code: z.number().int(),
    message: z.string().catch(''),
    error_data: z.object({ details: z.string().catch('') }).catch({ details: '' }),
  }),
});

/** Calls Meta's Graph API once; never throws for what the network or Meta does. */
export async function callGraph(
  graph: Graph,
  { token, method = 'GET', path, body, signal }: Call,
): Promise<GraphAnswer> {
  const timeout = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
  try {
    const response = await fetch(`${graph.url.replace(/\/$/, '')}/${graph.version}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    });
    const text = await response.text();
    return readAnswer(response.status, text.length > LONGEST_ANSWER ? '' : text);
  } catch (error) {
    const cause = causeOf(error);
    return NEVER_SENT.has(cause) ? { kind: 'unreachable', cause } : { kind: 'unclear', cause };
  }
}

/** Codes of errors that come before the first byte of a request has left. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function readAnswer(httpStatus: number, text: string): GraphAnswer {
  const json = parseJson(text);
  if (httpStatus >= 200 && httpStatus < 300 && json !== undefined) return { kind: 'ok', body: json };
  const parsed = refusal.safeParse(json);
  if (!parsed.success) return { kind: 'unclear', cause: `HTTP ${httpStatus}` };
  const { code, message, error_data } = parsed.data.error;
  return { kind: 'refused', code, title: (error_data.details || message).slice(0, 500), httpStatus };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function causeOf(error: unknown): string {
  const { name, cause } = (error ?? {}) as { name?: string; cause?: { code?: string } };
  return cause?.code ?? name ?? 'unknown';
}
