'use client';

import { useState } from 'react';
import { reach } from '../forms/use-action.ts';
import { useProblems } from '../forms/use-problems.ts';
import type { Place } from './thread-place.ts';
import type { Pending } from './thread-state.ts';
import type { ShownMessage, ThreadActions } from './types.ts';

export type Outgoing = {
  /** What is shown until the server has it. */
  body: string;
  text?: string;
  template?: { name: string; language: string; values: Record<string, string> };
};

type Options = {
  place: Place;
  numberId: number | null;
  send: ThreadActions['send'];
  add: (pending: Pending) => void;
  drop: (requestId: string) => void;
  refresh: () => void;
};

/** Sends: shown at once, and exactly once however often it is asked. What could not be written is given back. */
export function useSend({ place, numberId, send, add, drop, refresh }: Options) {
  const problems = useProblems();
  const [replyTo, setReplyTo] = useState<ShownMessage | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function submit(outgoing: Outgoing): Promise<boolean> {
    const requestId = crypto.randomUUID();
    const quoted = replyTo && {
      id: replyTo.id,
      direction: replyTo.direction,
      type: replyTo.type,
      body: replyTo.body,
    };
    setFailure(null);
    setReplyTo(null);
    add({ requestId, body: outgoing.body, at: Date.now(), quoted });
    const { body: _, ...what } = outgoing;
    const result = await reach(send, {
      ...place,
      ...(numberId !== null && { numberId }),
      ...(replyTo && { replyToId: replyTo.id }),
      ...what,
      requestId,
    });
    if (!result.ok) {
      drop(requestId);
      setReplyTo(replyTo);
      setFailure(problems.sentence(result));
    }
    refresh();
    return result.ok;
  }

  return { submit, replyTo, setReplyTo, failure, forget: () => setFailure(null) };
}
