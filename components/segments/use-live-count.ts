import { useEffect, useState } from 'react';
import type { ContactCount } from '#domain/contacts/count.ts';

const WAIT_MS = 300;

/** How many contacts a query means, a moment after it last changed; null while that is not known. Late answers to earlier queries are dropped. */
export function useLiveCount(query: string): ContactCount | 'failed' | null {
  const [answer, setAnswer] = useState<{ query: string; count: ContactCount | 'failed' } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const count = await ask(query, stop.signal);
      if (!stop.signal.aborted) setAnswer({ query, count });
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query]);
  return answer?.query === query ? answer.count : null;
}

async function ask(query: string, signal: AbortSignal): Promise<ContactCount | 'failed'> {
  try {
    const response = await fetch(`/api/contacts/count?${query}`, { signal });
    return response.ok ? await response.json() : 'failed';
  } catch {
    return 'failed';
  }
}
