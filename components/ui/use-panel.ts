'use client';

import { useSearchParams } from 'next/navigation';

export type Panel = { name: string; id: string };

/**
 * Which dialog of a page is open, kept in the address (`?panel=edit.12`): back closes it, reload and share keep it open.
 */
export function usePanel(): {
  panel: Panel | null;
  open: (name: string, id?: string | number) => void;
  close: () => void;
} {
  const params = useSearchParams();
  const [name, id = ''] = (params.get('panel') ?? '').split('.', 2);
  return {
    panel: name ? { name, id } : null,
    open: (next, nextId = '') => {
      const query = new URLSearchParams(params);
      query.set('panel', nextId === '' ? next : `${next}.${nextId}`);
      window.history.pushState(null, '', `?${query}`);
    },
    close: () => {
      const query = new URLSearchParams(window.location.search);
      query.delete('panel');
      window.history.replaceState(null, '', query.size > 0 ? `?${query}` : window.location.pathname);
    },
  };
}
