'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Card } from '#domain/pipeline/card.ts';
import type { BoardStatus } from '#domain/pipeline/read-facts.ts';
import type { CardProps } from './card-view.tsx';
import type { Names } from './types.ts';

type Options = { statuses: BoardStatus[]; names: Names; now: number; onMove: CardProps['onMove'] };

/** What each card is shown with: worked out once for the board, looked up for the card. */
export function useCardProps({ statuses, names, now, onMove }: Options) {
  const t = useTranslations('pipeline');
  const locale = useLocale();
  const [menu, setMenu] = useState<{ id: number; isOpen: boolean } | null>(null);
  const originNames = new Map(names.origins.map((origin) => [origin.id, origin.name]));
  const memberNames = new Map(names.members.map((member) => [member.id, member.name]));
  const usual = new Map(
    statuses.map((status) => [status.id, status.kind === 'open' ? status.usualSeconds : null]),
  );
  const moveLabel = t('moveNamed', { name: '{name}' });

  const propsOf = (card: Card): CardProps => ({
    card,
    originName: originNames.get(card.originId) ?? '',
    ownerName: memberNames.get(card.ownerId),
    isStuck: isLonger(now - card.statusSince, usual.get(card.statusId)),
    now,
    locale,
    moveLabel,
    menu: menu?.id !== card.id ? 'none' : menu.isOpen ? 'open' : 'closed',
    statuses,
    onMenu: (id) => setMenu({ id: id ?? card.id, isOpen: id !== null }),
    onMove,
  });
  return { propsOf, openMenu: (id: number) => setMenu({ id, isOpen: true }) };
}

function isLonger(spentMs: number, usualSeconds: number | null | undefined): boolean {
  return usualSeconds != null && spentMs > usualSeconds * 1000;
}
