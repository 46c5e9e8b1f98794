'use client';

import { Columns3, SearchX, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';

/** A funnel without stages has nothing to draw: says so instead of the board. */
export function NoStatuses({ canCreate }: { canCreate: boolean }) {
  const t = useTranslations('pipeline');
  const action = canCreate && (
    <ButtonLink variant="primary" href="/statuses?panel=new">
      {t('createStatus')}
    </ButtonLink>
  );
  return (
    <Empty icon={<Columns3 />} title={t('noStatuses')} action={action}>
      {t(canCreate ? 'noStatusesWhy' : 'noStatusesYet')}
    </Empty>
  );
}

/** Why all columns are empty, and the way out; the columns stay, as they are what there is to see. */
export function NoCards({ isFiltered }: { isFiltered: boolean }) {
  const t = useTranslations('pipeline');
  return (
    <div className="board-notice">
      <div className="notice" role="status">
        {isFiltered ? <SearchX /> : <Users />}
        <div className="min-w-0 flex-1">
          <p className="font-medium">{t(isFiltered ? 'noneMatch' : 'empty')}</p>
          <p className="text-foreground-muted">{t(isFiltered ? 'noneMatchWhy' : 'emptyWhy')}</p>
        </div>
        <ButtonLink size="small" href={isFiltered ? '/pipeline' : '/contacts?panel=new'}>
          {t(isFiltered ? 'clearFilters' : 'newContact')}
        </ButtonLink>
      </div>
    </div>
  );
}
