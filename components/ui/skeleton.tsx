import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** One grey bar in the place of a text; give it the width of what will come. */
export function Skeleton({ className }: { className?: string }) {
  return <span className={classNames('skeleton', className)} />;
}

/** The part of a page that is on its way, said to screen readers once. */
export function Loading({ children }: { children: ReactNode }) {
  const t = useTranslations('ui');
  return (
    <div role="status" aria-busy>
      <span className="sr-only">{t('loading')}</span>
      <div aria-hidden>{children}</div>
    </div>
  );
}

/** A table on its way, in the real table's layout so that nothing moves when rows arrive. */
export function TableSkeleton({ rows = 12, columns = 5 }: { rows?: number; columns?: number }) {
  return (
    <Loading>
      <div className="h-8 border-b" />
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-(--row-height) items-center gap-6 border-b px-3">
          {Array.from({ length: columns }, (_, column) => (
            <Skeleton key={column} className={column === 0 ? 'w-8' : 'max-w-32 flex-1'} />
          ))}
        </div>
      ))}
    </Loading>
  );
}
