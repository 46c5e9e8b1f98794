'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { Found } from '#domain/search/everywhere.ts';
import { contactAt, recentContacts } from './recent-contacts.ts';

const SHOWN = 5;

type Contacts = Found['contacts'];

/** The contacts opened last, without the one on the page; `awaited`: how many lines to keep free for them meanwhile. */
export function useRecent(owner: string): { contacts: Contacts; awaited: number } {
  const path = usePathname();
  const [ids] = useState(() =>
    recentContacts(owner)
      .filter((id) => id !== contactAt(path))
      .slice(0, SHOWN),
  );
  const [contacts, setContacts] = useState<Contacts | null>(null);

  useEffect(() => {
    if (ids.length === 0) return;
    const stop = new AbortController();
    recall(ids, stop.signal).then((recalled) => stop.signal.aborted || setContacts(recalled));
    return () => stop.abort();
  }, [ids]);

  return { contacts: contacts ?? [], awaited: contacts === null ? ids.length : 0 };
}

/** A convenience: where it fails there are none, and the search beneath says what is wrong. */
async function recall(ids: number[], signal: AbortSignal): Promise<Contacts> {
  try {
    const response = await fetch(`/api/contacts/recall?ids=${ids.join(',')}`, { signal });
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}
