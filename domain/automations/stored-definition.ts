import { invalidField } from '../errors.ts';
import { definitionInput } from './input.ts';
import type { Definition } from './types.ts';

/** What a version says, out of the database; null: it cannot be read, as a newer product wrote it or it was damaged. */
export function storedDefinition(stored: unknown): Definition | null {
  return definitionInput.safeParse(stored).data ?? null;
}

/** The same for whoever can do nothing without it. @throws `invalid` (definition: unreadable). */
export function requireDefinition(stored: unknown): Definition {
  const definition = storedDefinition(stored);
  if (!definition) throw invalidField('definition', 'unreadable');
  return definition;
}
