'use client';

import { useEffect, useState } from 'react';
import type { Found } from '#domain/search/everywhere.ts';

const WAIT_MS = 70;

type Failure = 'offline' | 'signedOut' | 'refused';

type Answer = { asked: string; found: Found; failure: Failure | null };

const NOTHING: Found = { contacts: [], statuses: [], origins: [] };

export type Search = {
  /** What the last answer that came holds: while the next one is awaited, that of an earlier text. */
  found: Found;
  /** Whether the answer to the present text is still to come. */
  isAwaited: boolean;
  failure: Failure | null;
  retry: () => void;
};

/** Asks the server what `text` is about while it is being typed. An answer that has been overtaken is never shown. */
export function useFound(text: string): Search {
  const q = text.trim();
  const [answer, setAnswer] = useState<Answer>({ asked: '', found: NOTHING, failure: null });
  const [tries, setTries] = useState(0);

  useEffect(() => {
    if (q === '') return setAnswer({ asked: '', found: NOTHING, failure: null });
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const next = await ask(q, stop.signal);
      if (!stop.signal.aborted) setAnswer(next);
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [q, tries]);

  useEffect(() => {
    const again = () => setTries((before) => before + 1);
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, []);

  return {
    found: answer.found,
    isAwaited: answer.asked !== q,
    failure: answer.asked === q ? answer.failure : null,
    retry: () => {
      setAnswer({ ...answer, asked: '', failure: null });
      setTries(tries + 1);
    },
  };
}

async function ask(q: string, signal: AbortSignal): Promise<Answer> {
  const failed = (failure: Failure): Answer => ({ asked: q, found: NOTHING, failure });
  try {
    const response = await fetch(`/api/search?q=${encodeURIComponent(q)}`, { signal });
    if (response.ok) return { asked: q, found: await response.json(), failure: null };
    return failed(response.status === 401 ? 'signedOut' : 'refused');
  } catch {
    return failed('offline');
  }
}
