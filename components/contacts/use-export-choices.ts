import { useEffect, useState } from 'react';
import { type ContactListQuery, contactListHref } from '#domain/contacts/query.ts';
import type { ExportChoices } from '#domain/exports/choices.ts';

/** What can be chosen for a file of the list, read when the dialog opens. */
export function useExportChoices(query: ContactListQuery) {
  const [choices, setChoices] = useState<ExportChoices | null>(null);
  const [tries, setTries] = useState({ count: 1, hasFailed: false });
  const list = contactListHref({ ...query, cursor: null });
  const address = list.replace('/contacts', '/api/contacts/export/choices');

  useEffect(() => {
    const stop = new AbortController();
    fetch(address, { signal: stop.signal })
      .then(async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        setChoices(await answer.json());
      })
      .catch(() => stop.signal.aborted || setTries(({ count }) => ({ count, hasFailed: true })));
    return () => stop.abort();
  }, [address, tries.count]);

  const retry = () => setTries(({ count }) => ({ count: count + 1, hasFailed: false }));
  return { choices, hasFailed: tries.hasFailed, retry };
}
