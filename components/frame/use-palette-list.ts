'use client';

import { useEffect, useState } from 'react';
import type PaletteList from './palette-list.tsx';

type List = typeof PaletteList;

let fetched: List | null = null;

/** Fetches the list's code, once it has come never again. */
export async function fetchList(): Promise<List> {
  fetched ??= (await import('./palette-list.tsx')).default;
  return fetched;
}

/** The list when its code is there; `lazy` would take the whole page down when it cannot be fetched. */
export function usePaletteList(): { List: List | null; hasFailed: boolean } {
  const [List, setList] = useState(() => fetched);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    let isGone = false;
    fetchList().then(
      (list) => isGone || setList(() => list),
      () => isGone || setFailed(true),
    );
    return () => {
      isGone = true;
    };
  }, []);
  return { List, hasFailed };
}
