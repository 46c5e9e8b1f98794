import type { AbstractIntlMessages } from 'next-intl';
import { useEffect, useState } from 'react';

/** What names a thing, and what is said of it: that comes with it, since most pages never do. */
export type Uses<Use> = { uses: Use[]; texts: AbstractIntlMessages };

/** Asks an address what names a thing that is about to go; null: not known yet. */
export function useUses<Use>(address: string): Uses<Use> | 'failed' | null {
  const [answer, setAnswer] = useState<Uses<Use> | 'failed' | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    fetch(address, { signal: stop.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status));
        setAnswer((await response.json()) as Uses<Use>);
      })
      .catch(() => !stop.signal.aborted && setAnswer('failed'));
    return () => stop.abort();
  }, [address]);
  return answer;
}
