'use client';

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { RAIL_COOKIE } from './rail-cookie.ts';

const YEAR_SECONDS = 31_536_000;

/** Folds and unfolds what is inside; the server reads the cookie, so the next page arrives as it was left. */
export function RailShell({ folded: initially, children }: { folded: boolean; children: ReactNode }) {
  const t = useTranslations('frame');
  const [folded, setFolded] = useState(initially);

  function toggle() {
    const next = !folded;
    setFolded(next);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in all browsers yet
    document.cookie = `${RAIL_COOKIE}=${next ? 1 : 0}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  }

  const Icon = folded ? PanelLeftOpen : PanelLeftClose;
  return (
    <nav className="rail" data-folded={folded || undefined} aria-label={t('areas')}>
      {children}
      <button
        type="button"
        className="rail-link rail-fold"
        onClick={toggle}
        data-tip-clipped=""
        data-tip-side="right"
      >
        <Icon />
        <span className="rail-word">{t(folded ? 'expand' : 'collapse')}</span>
      </button>
    </nav>
  );
}
