'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useSyncExternalStore } from 'react';
import { Kbd } from '../ui/kbd.tsx';

type Props = {
  onOpen: () => void;
  /** The palette is likely to be opened within the second. */
  onNear: () => void;
};

/** What looks like a search box in the top bar. Without JavaScript it leads to the list, which has a search of its own. */
export function PaletteButton({ onOpen, onNear }: Props) {
  const t = useTranslations('palette');
  const isApple = useSyncExternalStore(noChange, looksApple, () => false);

  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === 'Control' || key === 'Meta') onNear();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onNear]);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    onOpen();
  }

  return (
    <form action="/contacts" className="top-search" onSubmit={onSubmit}>
      <button
        type="submit"
        className="top-search-button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onPointerEnter={onNear}
        onFocus={onNear}
      >
        <Search />
        <span className="top-search-word">{t('open')}</span>
        <span className="top-search-key" aria-hidden="true">
          <Kbd>{isApple ? '⌘ K' : 'Ctrl K'}</Kbd>
        </span>
      </button>
    </form>
  );
}

function noChange() {
  return () => {};
}

function looksApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
