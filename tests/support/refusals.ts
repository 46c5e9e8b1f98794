import { expect } from 'vitest';
import { DomainError, type ErrorCode } from '#domain/errors.ts';

/** Expects a promise to be refused with a typed error, and gives it back for a closer look. */
export async function refused(work: Promise<unknown>, code: ErrorCode): Promise<DomainError> {
  const error = await work.then(
    () => new Error('nothing was refused'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DomainError);
  expect((error as DomainError).code).toBe(code);
  return error as DomainError;
}
