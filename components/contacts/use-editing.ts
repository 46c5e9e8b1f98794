import { useState } from 'react';
import type { Contact } from '#domain/contacts/get.ts';
import type { StaleContact } from '#domain/contacts/stale.ts';
import type { Action, ActionFailure } from '#domain/result.ts';
import { saveOver, staleIn } from './save-over.ts';

type Field = keyof Contact & string;
type Target = Field | { toEdit: (draft: string) => Record<string, unknown> };

/**
 * One field of a contact that is edited where it stands, or what `toEdit` makes of what was typed. `draft` null: it is only shown. What was typed stays until it is saved or given
 * up; `stale` says that somebody else changed this very field meanwhile.
 */
export function useEditing(contact: Contact, target: Target, initial: string, update: Action<unknown>) {
  const [draft, setDraft] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  // What the person began from: live updates under an open field must not change it.
  const [began, setBegan] = useState({ contact, text: initial });
  const stale: StaleContact | null = failure && staleIn(failure);

  function begin() {
    setBegan({ contact, text: initial });
    setFailure(null);
    setDraft(initial);
  }

  function stop() {
    setDraft(null);
    setFailure(null);
  }

  /** Saves the draft over what was seen. */
  async function save(seen: Contact = began.contact): Promise<void> {
    if (draft === null || pending) return;
    if (draft === began.text && seen === began.contact) return stop();
    setPending(true);
    const edit = typeof target === 'string' ? { [target]: draft } : target.toEdit(draft);
    const result = await saveOver(update, { ...seen }, edit);
    setPending(false);
    if (result.ok) stop();
    else setFailure(result);
  }

  /** Answers to `stale`: the newer value stays, or this one is saved over it. */
  async function settle(kept: 'theirs' | 'mine'): Promise<void> {
    if (kept === 'theirs' || !stale) return stop();
    setBegan({ contact: stale.current, text: '' });
    await save(stale.current);
  }

  return { draft, setDraft, pending, failure, stale, begin, stop, save, settle };
}
