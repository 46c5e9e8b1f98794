'use client';

import { Search, X } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import {
  type FormEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { IconButton } from '../ui/icon-button.tsx';
import { PaletteButton } from './palette-button.tsx';
import type { PaletteFacts } from './palette-types.ts';
import { rememberContact } from './recent-contacts.ts';
import { onShowPalette } from './show-palette.ts';
import { fetchList, usePaletteList } from './use-palette-list.ts';

/**
 * Search from anywhere. A dialog element of the page's own: nothing has to be fetched before the first letter can be typed, only
 * what it lists.
 */
export function Palette(facts: PaletteFacts) {
  const { owner } = facts;
  const t = useTranslations('palette');
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const path = usePathname();

  useEffect(() => rememberContact(owner, path), [owner, path]);
  useEffect(() => onShowPalette(toggle));

  function toggle() {
    if (dialog.current?.open) return close();
    // The box must be there when the dialog opens: it gives it the focus, and the next key may come at any moment.
    flushSync(() => setOpen(true));
    dialog.current?.showModal();
  }

  function close() {
    dialog.current?.close();
  }

  // A press on the backdrop is one on the element itself: its content covers all of the rest.
  function onPress(event: MouseEvent) {
    if (event.target === dialog.current) close();
  }

  return (
    <>
      <PaletteButton onOpen={toggle} onNear={warmUp} />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way */}
      <dialog
        ref={dialog}
        className="finder"
        aria-label={t('open')}
        onClick={onPress}
        onClose={() => setOpen(false)}
      >
        {isOpen && <Content {...facts} close={close} />}
      </dialog>
    </>
  );
}

// Ahead of time, so that a failure is nobody's business yet.
function warmUp() {
  fetchList().catch(() => {});
}

function Content({ close, ...facts }: PaletteFacts & { close: () => void }) {
  const t = useTranslations('palette');
  const router = useRouter();
  const listId = useId();
  const [text, setText] = useState('');
  const [activeId, setActiveId] = useState<string | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const keys = useRef<((event: KeyboardEvent) => void) | null>(null);
  const { List, hasFailed } = usePaletteList();

  // Enter before the list is there.
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    close();
    router.push(text.trim() ? `/contacts?q=${encodeURIComponent(text.trim())}` : '/contacts');
  }

  return (
    <div className="finder-content">
      <form className="finder-head" onSubmit={onSubmit}>
        {isWaiting ? <span className="spinner" /> : <Search />}
        <input
          className="finder-input"
          role="combobox"
          aria-label={t('open')}
          aria-autocomplete="list"
          aria-expanded={activeId !== null}
          aria-controls={listId}
          aria-activedescendant={activeId ?? undefined}
          placeholder={t('hint')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => keys.current?.(event)}
          maxLength={200}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
        />
        <IconButton label={t('close')} onClick={close}>
          <X />
        </IconButton>
      </form>
      {List ? (
        <List {...facts} {...{ text, listId, keys, setActiveId, setWaiting, close }} />
      ) : (
        <div id={listId} className="finder-list">
          {hasFailed && <p className="finder-note">{t('notLoaded')}</p>}
        </div>
      )}
    </div>
  );
}
