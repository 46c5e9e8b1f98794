import { useEffect, useState } from 'react';
import type { Outlook } from './types.ts';

/** What stands against switching an automation on, and what it would set off; asked for when it is first shown, and `again`. */
export function useOutlook(id: number) {
  const [outlook, setOutlook] = useState<Outlook | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    fetch(`/api/automations/outlook?id=${id}&try=${tries}`, { signal: stop.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status));
        setOutlook(await response.json());
        setFailed(false);
      })
      .catch(() => setFailed(!stop.signal.aborted));
    return () => stop.abort();
  }, [id, tries]);
  return { outlook, hasFailed, again: () => setTries(tries + 1) };
}
