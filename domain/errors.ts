/** Why one field was refused. `code` is a key under `problems` in the messages; `params` fill its placeholders. */
export type FieldProblem = { code: string; params?: Record<string, string | number> };
export type FieldProblems = Record<string, FieldProblem>;

const ERROR_CODES = [
  'unauthenticated',
  'forbidden',
  'not_found',
  'invalid',
  'stale',
  'in_use',
  'duplicate',
  'too_many',
  'unavailable',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * A rule of the product was broken; the person is told which. Anything else that is thrown is a bug: it is logged with its
 * cause and shown as a neutral message.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldProblems;
  /** Plain data for the screen that asked (the newer version, the existing contact, …). */
  readonly details: unknown;

  constructor(code: ErrorCode, options: { fields?: FieldProblems; details?: unknown } = {}) {
    super(code);
    this.name = 'DomainError';
    this.code = code;
    this.fields = options.fields ?? {};
    this.details = options.details;
  }
}

/** The record does not exist, or not for whoever asks: the two look the same. */
export const notFound = () => new DomainError('not_found');
/** Whoever acts may not do this. */
export const forbidden = () => new DomainError('forbidden');

/** One field was refused. */
export function invalidField(field: string, code: string, params?: FieldProblem['params']): DomainError {
  return new DomainError('invalid', { fields: { [field]: params ? { code, params } : { code } } });
}
