'use client';

import { useState, useTransition } from 'react';
import type { Action, ActionFailure, ActionResult } from '#domain/result.ts';

type Running<T> = {
  run: (input: unknown) => Promise<ActionResult<T>>;
  pending: boolean;
  /** Why the last run failed, until the next one begins or `forget` is called. */
  failure: ActionFailure | null;
  forget: () => void;
};

/** Calls a server action and keeps its state; a server that cannot be reached is one more typed failure. */
export function useAction<T>(action: Action<T>): Running<T> {
  const [pending, startTransition] = useTransition();
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const run = (input: unknown) =>
    new Promise<ActionResult<T>>((resolve) => {
      setFailure(null);
      startTransition(async () => {
        const result = await reach(action, input);
        if (!result.ok) setFailure(result);
        resolve(result);
      });
    });
  return { run, pending, failure, forget: () => setFailure(null) };
}

/** The action's own answer, or `offline` when none came. */
export async function reach<T>(action: Action<T>, input: unknown): Promise<ActionResult<T>> {
  try {
    return await action(input);
  } catch {
    return { ok: false, code: 'offline', fields: {}, requestId: '' };
  }
}
