'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Card } from '#domain/pipeline/card.ts';
import type { BoardStatus } from '#domain/pipeline/read-facts.ts';
import type { CardProps } from './card-view.tsx';
import type { Names } from './types.ts';

type Options = { statuses: BoardStatus[]; names: Names; now: number } & Pick<CardProps, 'onMove' | 'onTalk'>;

/** What each card is shown with: worked out once for the board, looked up for the card. */
export function useCardProps({ statuses, names, now, onMove, onTalk }: Options) {
  const t = useTranslations('pipeline');
  const locale = useLocale();
  const [menu, setMenu] = useState<{ id: number; isOpen: boolean } | null>(null);
  const originNames = new Map(names.origins.map((origin) => [origin.id, origin.name]));
  const memberNames = new Map(names.members.map((member) => [member.id, member.name]));
  const usual = new Map(
    statuses.map((status) => [status.id, status.kind === 'open' ? status.usualSeconds : null]),
  );
  const moveLabel = t('moveNamed', { name: '{name}' });
  const waitingLabel = t('waitingFor', { time: '{time}' });
  const handlers = useSteadyHandlers({ onMenu: (id, isOpen) => setMenu({ id, isOpen }), onMove, onTalk });

  const propsOf = (card: Card): CardProps => ({
    card,
    originName: originNames.get(card.originId) ?? '',
    ownerName: memberNames.get(card.ownerId),
    isStuck: isLonger(now - card.statusSince, usual.get(card.statusId)),
    now,
    locale,
    moveLabel,
    waitingLabel,
    menu: menu?.id !== card.id ? 'none' : menu.isOpen ? 'open' : 'closed',
    statuses,
    ...handlers,
  });
  return { propsOf, openMenu: (id: number) => setMenu({ id, isOpen: true }) };
}

type Handlers = Pick<CardProps, 'onMenu' | 'onMove' | 'onTalk'>;

/** The same functions for ever, which do what the newest ones do: a card is drawn again only when it has changed itself. */
function useSteadyHandlers(handlers: Handlers): Handlers {
  const newest = useRef(handlers);
  useEffect(() => {
    newest.current = handlers;
  });
  const [steady] = useState<Handlers>({
    onMenu: (id, isOpen) => newest.current.onMenu(id, isOpen),
    onMove: (id, statusId) => newest.current.onMove(id, statusId),
    onTalk: (id) => newest.current.onTalk(id),
  });
  return steady;
}

function isLonger(spentMs: number, usualSeconds: number | null | undefined): boolean {
  return usualSeconds != null && spentMs > usualSeconds * 1000;
}
