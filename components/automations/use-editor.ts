import { useEffect, useRef, useState } from 'react';
import { afterSave, type Draft, isSame, type Kept } from './draft-rules.ts';

export type Editor = Draft & {
  version: number;
  isDirty: boolean;
  /** Whether what it does has changed, not its name alone. */
  hasNewSteps: boolean;
  /** What had not been saved was found again. */
  wasRestored: boolean;
  change: (part: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) => void;
  /** What stands at this moment, also between two drawings. */
  peek: () => Kept;
  /** `sent` has been stored, as `base`. */
  saved: (version: number, base: Draft, sent: Draft) => void;
  /** What is stored now; `keepMine`: and goes on being edited as it is. */
  rebase: (version: number, base: Draft, keepMine?: boolean) => void;
  /** It was switched on or off, which is a version of its own. */
  seen: (version: number) => void;
  /** Back to what is stored. */
  discard: () => void;
};

/** An automation while it is edited. What is not saved survives a reload and a way to another page and back, in this window. */
export function useEditor(id: number, stored: Draft & { version: number }): Editor {
  const { version, name, definition } = stored;
  const storage = `automation-${id}`;
  const [kept, setKept] = useState<Kept>(() => {
    const base = { name, definition };
    return { version, base, draft: base };
  });
  const latest = useRef(kept);
  const set = (change: (now: Kept) => Kept) => {
    latest.current = change(latest.current);
    setKept(latest.current);
  };
  const [wasRestored, setRestored] = useState(false);
  const { base, draft } = kept;
  const isDirty = !isSame(base, draft);

  useEffect(() => {
    const found = readKept(storage);
    if (!found) return;
    latest.current = found;
    setKept(found);
    setRestored(true);
  }, [storage]);

  useEffect(() => {
    writeKept(storage, isSame(kept.base, kept.draft) ? null : kept);
  }, [storage, kept]);

  return {
    ...draft,
    version: kept.version,
    isDirty,
    hasNewSteps: !isSame(base.definition, draft.definition),
    wasRestored: wasRestored && isDirty,
    change: (part) =>
      set((now) => ({
        ...now,
        draft: { ...now.draft, ...(typeof part === 'function' ? part(now.draft) : part) },
      })),
    peek: () => latest.current,
    saved: (newest, base, sent) => {
      setRestored(false);
      set((now) => afterSave(now, { version: newest, base, sent }));
    },
    rebase: (newest, next, keepMine = false) => {
      setRestored(false);
      set((now) => ({ version: newest, base: next, draft: keepMine ? now.draft : next }));
    },
    seen: (newest) => set((now) => ({ ...now, version: newest })),
    discard: () => set((now) => ({ ...now, draft: now.base })),
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
