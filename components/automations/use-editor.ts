import { useEffect, useState } from 'react';
import type { Definition } from '#domain/automations/types.ts';

export type Draft = { name: string; definition: Definition };
/** What was read last, and what has been made of it since. */
type Kept = { version: number; base: Draft; draft: Draft };

export type Editor = Draft & {
  version: number;
  isDirty: boolean;
  /** Whether what it does has changed, not its name alone. */
  hasNewSteps: boolean;
  /** What had not been saved was found again. */
  wasRestored: boolean;
  change: (part: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) => void;
  /** What is stored now; `keepMine`: and goes on being edited as it is. */
  rebase: (version: number, base: Draft, keepMine?: boolean) => void;
  /** Back to what is stored. */
  discard: () => void;
};

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** An automation while it is edited. What is not saved survives a reload and a way to another page and back, in this window. */
export function useEditor(id: number, stored: Draft & { version: number }): Editor {
  const { version, name, definition } = stored;
  const storage = `automation-${id}`;
  const [kept, setKept] = useState<Kept>(() => {
    const base = { name, definition };
    return { version, base, draft: base };
  });
  const [wasRestored, setRestored] = useState(false);
  const { base, draft } = kept;
  const isDirty = !same(base, draft);

  useEffect(() => {
    const found = readKept(storage);
    if (!found) return;
    setKept(found);
    setRestored(true);
  }, [storage]);

  useEffect(() => {
    writeKept(storage, same(kept.base, kept.draft) ? null : kept);
  }, [storage, kept]);

  return {
    ...draft,
    version: kept.version,
    isDirty,
    hasNewSteps: !same(base.definition, draft.definition),
    wasRestored: wasRestored && isDirty,
    change: (part) =>
      setKept((now) => ({
        ...now,
        draft: { ...now.draft, ...(typeof part === 'function' ? part(now.draft) : part) },
      })),
    rebase: (newest, next, keepMine = false) => {
      setRestored(false);
      setKept((now) => ({ version: newest, base: next, draft: keepMine ? now.draft : next }));
    },
    discard: () => setKept((now) => ({ ...now, draft: now.base })),
  };
}

function readKept(storage: string): Kept | null {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(storage) ?? 'null');
    return isKept(found) ? found : null;
  } catch {
    return null;
  }
}

/** Our own words of before: looked at enough not to stumble over an older shape. */
function isKept(found: unknown): found is Kept {
  const { version, base, draft } = (found ?? {}) as Partial<Kept>;
  return typeof version === 'number' && [base, draft].every((one) => Array.isArray(one?.definition?.steps));
}

function writeKept(storage: string, kept: Kept | null): void {
  try {
    if (kept) sessionStorage.setItem(storage, JSON.stringify(kept));
    else sessionStorage.removeItem(storage);
  } catch {
    // A window without storage forgets what was not saved when it is closed, as any form does.
  }
}
