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
    if (!current || clashes({ ...seen }, { ...current }, edited)) break;
    ({ version } = current);
    result = await reach(action, { id: seen.id, version, ...edited });
  }
  return result;
}

/** What a `stale` answer tells of the contact as it is now; null for any other failure. */
export function staleIn(failure: ActionFailure): StaleContact | null {
  return failure.code === 'stale' ? (failure.details as StaleContact) : null;
}

function clashes(seen: Edited, current: Edited, edited: Edited): boolean {
  const asked = flat(edited, edited);
  const names = Object.keys(asked);
  const before = flat(seen, edited);
  const began = Object.fromEntries(names.map((name) => [name, before[name]]));
  return clashingFields<Edited>(began, flat(current, edited), asked).length > 0;
}

/** A contact with the answers to custom fields that `edited` names beside its other facts, so that two editors of two of them do not clash. */
function flat({ fields, ...facts }: Edited, edited: Edited): Edited {
  const answers = (fields ?? {}) as Edited;
  const ids = Object.keys((edited.fields ?? {}) as Edited);
  return { ...facts, ...Object.fromEntries(ids.map((id) => [`field.${id}`, answers[id] ?? null])) };
}
