import type { AbstractIntlMessages } from 'next-intl';
import { useEffect, useState } from 'react';
import type { FilterOptions } from '#domain/contacts/filter-options.ts';

export type Offered = { options: FilterOptions; texts: AbstractIntlMessages };

/** What the builder offers, asked for each time it opens; `failed` until a later try succeeds. */
export function useOptions(isOpen: boolean): { offered: Offered | null; hasFailed: boolean } {
  const [offered, setOffered] = useState<Offered | null>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    const stop = new AbortController();
    fetch('/api/contacts/filter-options', { signal: stop.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status));
        setOffered(await response.json());
        setFailed(false);
      })
      .catch(() => !stop.signal.aborted && setFailed(true));
    return () => stop.abort();
  }, [isOpen]);
  return { offered, hasFailed };
}
