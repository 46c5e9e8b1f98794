import { reach } from '#components/forms/use-action.ts';
import { clashingFields } from '#domain/contacts/rules.ts';
import type { StaleContact } from '#domain/contacts/stale.ts';
import type { Action, ActionFailure, ActionResult } from '#domain/result.ts';

type Seen = { id: number; version: number };
type Edited = Record<string, unknown>;

/** So often somebody else may be faster before the person is asked. */
const TRIES = 4;

/**
 * Saves an edit of a contact that was `seen` at a version. Where somebody else has changed other fields since, the edit is saved over the
 * newer version: nothing is lost on either side. Where they changed the same field, the answer stays `stale` and the person decides.
 */
export async function saveOver<T>(action: Action<T>, seen: Seen, edited: Edited): Promise<ActionResult<T>> {
  let { version } = seen;
  let result = await reach(action, { id: seen.id, version, ...edited });
  for (let tries = 1; tries < TRIES; tries++) {
    const current = result.ok ? null : staleIn(result)?.current;
    if (!current || clashingFields<Edited>(pick({ ...seen }, edited), current, edited).length > 0) break;
    ({ version } = current);
    result = await reach(action, { id: seen.id, version, ...edited });
  }
  return result;
}

/** What a `stale` answer tells of the contact as it is now; null for any other failure. */
export function staleIn(failure: ActionFailure): StaleContact | null {
  return failure.code === 'stale' ? (failure.details as StaleContact) : null;
}

function pick(seen: Edited, edited: Edited): Edited {
  return Object.fromEntries(Object.keys(edited).map((field) => [field, seen[field]]));
}
