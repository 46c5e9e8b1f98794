'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useEffect, useState } from 'react';
import { readKeys } from './read-keys.ts';
import { showPalette } from './show-palette.ts';
import { onShowShortcuts } from './show-shortcuts.ts';

// Few presses of `?` a year: its code is fetched with the first one.
const ShortcutsDialog = lazy(() => import('./shortcuts-dialog.tsx'));

/** Listens for the shortcuts that work on every page, and lists all of them on `?`. */
export function Shortcuts({ newContactHref }: { newContactHref: string }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);

  useEffect(() => {
    function show() {
      setOpened(true);
      setOpen(true);
    }
    const stopKeys = readKeys({ go: (href) => router.push(href), newContactHref, search: showPalette, show });
    const stopAsking = onShowShortcuts(show);
    return () => {
      stopKeys();
      stopAsking();
    };
  }, [router, newContactHref]);

  if (!wasOpened) return null;
  return (
    <Suspense fallback={null}>
      <ShortcutsDialog open={isOpen} onOpenChange={setOpen} />
    </Suspense>
  );
}
