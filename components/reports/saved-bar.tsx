'use client';

import { Bookmark, BookmarkPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { isSavedChanged, savedHref } from '#domain/saved-reports/rules.ts';
import { SavedMenu } from './saved-menu.tsx';
import { type OnScreen, useSaved } from './saved-provider.tsx';
import { useSavedVerbs } from './use-saved-verbs.ts';

const SavedDialog = lazy(() => import('./saved-dialog.tsx'));

/** Reports under a name: which one is open, whether it was changed, and what can be done with it. */
export function SavedBar(screen: OnScreen) {
  const t = useTranslations('savedReports');
  const { list, userId, mayShare } = useSaved();
  const [open, setOpen] = useState<'new' | 'edit' | null>(null);
  const current = list.find(({ id }) => id === screen.query.savedId) ?? null;
  const verbs = useSavedVerbs(current, screen);
  const mayChange = current !== null && (current.isShared ? mayShare : current.ownerId === userId);
  const isChanged = current !== null && isSavedChanged(current, screen.report, screen.query);
  return (
    <div className="saved-bar">
      {list.length === 0 ? (
        <Button aria-haspopup="dialog" onClick={() => setOpen('new')}>
          <BookmarkPlus />
          {t('save')}
        </Button>
      ) : (
        <SavedMenu
          list={list}
          current={current}
          trigger={
            <Button data-on={current !== null || undefined}>
              <Bookmark />
              {current && <span className="sr-only">{t('saved')}: </span>}
              <span className="truncate">{current?.name ?? t('saved')}</span>
            </Button>
          }
          onNew={() => setOpen('new')}
          onEdit={mayChange ? () => setOpen('edit') : undefined}
          onDelete={mayChange ? verbs.remove : undefined}
        />
      )}
      {current && isChanged && (
        <span className="saved-changed" role="status">
          <Badge>{t('changed')}</Badge>
          {mayChange && (
            <Button size="small" pending={verbs.isSaving} onClick={verbs.save}>
              {t('saveChanges')}
            </Button>
          )}
          <ButtonLink size="small" variant="quiet" href={savedHref(current)}>
            {t('reset')}
          </ButtonLink>
        </span>
      )}
      <Suspense fallback={null}>
        {open && (
          <SavedDialog
            saved={open === 'edit' ? current : null}
            screen={screen}
            mayShare={mayShare}
            onClose={() => setOpen(null)}
          />
        )}
      </Suspense>
    </div>
  );
}
