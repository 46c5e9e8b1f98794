'use client';

import { useTranslations } from 'next-intl';
import { StaleChoice } from '#components/forms/stale-choice.tsx';
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
    <StaleChoice
      title={t('staleTitle')}
      labels={{ theirs: t('takeTheirs'), mine: t('keepMine') }}
      onSettle={onSettle}
    >
      <ul className="mt-1 list-disc ps-5">
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </StaleChoice>
  );
}
