'use client';

import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useSyncExternalStore } from 'react';
import { Kbd } from '../ui/kbd.tsx';

/** Search of all contacts from anywhere: Enter opens the list. A plain form without JavaScript. */
export function GlobalSearch() {
  const t = useTranslations('frame');
  const router = useRouter();
  const isApple = useSyncExternalStore(noChange, looksApple, () => false);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const text = String(new FormData(form).get('q') ?? '').trim();
    router.push(text ? `/contacts?q=${encodeURIComponent(text)}` : '/contacts');
    form.reset();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  return (
    <search className="search top-search">
      <form action="/contacts" onSubmit={onSubmit}>
        <input
          type="search"
          name="q"
          className="input"
          aria-label={t('search')}
          aria-keyshortcuts="Control+K Meta+K"
          placeholder={t('search')}
          autoComplete="off"
          data-global-search
        />
      </form>
      <Search />
      <span className="top-search-key" aria-hidden="true">
        <Kbd>{isApple ? '⌘ K' : 'Ctrl K'}</Kbd>
      </span>
    </search>
  );
}

function noChange() {
  return () => {};
}

function looksApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
