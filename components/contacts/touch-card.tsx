'use client';

import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Time } from '#components/ui/time.tsx';
import type { TouchesView, TouchView } from './touch-view.ts';

// Fetched when it is wanted.
const TouchList = lazy(() => import('./touch-list.tsx'));

/** Where a contact came from: the first and the last piece of evidence, and all of them on demand. */
export function TouchCard({ view }: { view: TouchesView }) {
  const t = useTranslations('touches');
  const [isOpen, setOpen] = useState(false);
  const { total, first, newest } = view;
  const last = newest[0];
  if (!first || !last) return null;
  return (
    <section className="contact-card" aria-labelledby="touches-title">
      <header className="contact-card-header">
        <h2 id="touches-title">{t('title')}</h2>
        <Button size="small" variant="quiet" onClick={() => setOpen(true)}>
          {t('all', { count: total })}
        </Button>
      </header>
      <dl className="touches">
        <Brief label={t(total > 1 ? 'first' : 'only')} touch={first} />
        {total > 1 && <Brief label={t('last')} touch={last} />}
      </dl>
      <Suspense fallback={null}>
        {isOpen && <TouchList view={view} onClose={() => setOpen(false)} />}
      </Suspense>
    </section>
  );
}

function Brief({ label, touch: { kind, originName, at } }: { label: string; touch: TouchView }) {
  const t = useTranslations('touches');
  return (
    <div className="detail">
      <dt className="text-foreground-muted">{label}</dt>
      <dd className="min-w-0">
        <span className="block truncate font-medium" data-tip-clipped="">
          {originName}
        </span>
        <span className="text-foreground-muted">
          {t(`kinds.${kind}`)} · <Time dateTime={at.iso} relative={at.relative} exact={at.exact} />
        </span>
      </dd>
    </div>
  );
}
