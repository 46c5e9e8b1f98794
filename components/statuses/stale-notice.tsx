'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import type { Status } from '#domain/statuses/list.ts';

type Props = {
  /** As it was when this person began, and as somebody else has left it. */
  before: Status;
  current: Status;
  onSettle: (kept: 'mine' | 'theirs') => void;
};

/** Tells the second of two editors what the first has changed, and lets them choose. Nothing has been overwritten. */
export function StaleNotice({ before, current, onSettle }: Props) {
  const t = useTranslations('statuses');
  const changes = [
    before.name !== current.name && t('staleName', { before: before.name, after: current.name }),
    before.colour !== current.colour && t('staleColour', { before: before.colour, after: current.colour }),
    before.kind !== current.kind &&
      t('staleKind', { before: t(`kinds.${before.kind}`), after: t(`kinds.${current.kind}`) }),
    before.isDefault !== current.isDefault && t(current.isDefault ? 'staleIsDefault' : 'staleNotDefault'),
  ].filter((change) => change !== false);
  return (
    <div className="notice notice-warning" role="alert" tabIndex={-1} ref={(box) => box?.focus()}>
      <div className="min-w-0 flex-1">
        <p className="font-medium">{t('staleTitle')}</p>
        <ul className="mt-1 list-disc ps-5">
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="small" onClick={() => onSettle('theirs')}>
            {t('takeTheirs')}
          </Button>
          <Button size="small" onClick={() => onSettle('mine')}>
            {t('keepMine')}
          </Button>
        </div>
      </div>
    </div>
  );
}
