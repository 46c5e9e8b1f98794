'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import type { KeyboardEvent, MouseEvent, PointerEvent, RefObject } from 'react';
import { windowEndsAt } from '#domain/conversations/window-rules.ts';
import { type Board, findCard } from '#domain/pipeline/board.ts';
import type { Card } from '#domain/pipeline/card.ts';
import { formatDateTime } from '#lib/dates.ts';
import { neighbour } from './board-keys.ts';

type Options = {
  root: RefObject<HTMLElement | null>;
  board: Board;
  timeZone: string;
  openMenu: (cardId: number) => void;
  talk: (cardId: number) => void;
};

/** One set of handlers on the board instead of five on each card. */
export function useBoardHandlers({ root, board, timeZone, openMenu, talk }: Options) {
  const router = useRouter();
  const setTip = useTips(timeZone);

  function onClick(event: MouseEvent) {
    const target = event.target as Element;
    const more = target.closest('.card-more');
    if (more) return openMenu(cardIdOf(more));
    const link = target.closest<HTMLAnchorElement>('a.card-name');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    router.push(link.pathname);
  }

  function onKeyDown(event: KeyboardEvent) {
    const link = (event.target as Element).closest<HTMLElement>('.card-name');
    if (!link || !root.current || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = neighbour(root.current, link, event.key);
    if (!['m', 'w'].includes(event.key) && !next) return;
    event.preventDefault();
    if (next) next.focus();
    else if (event.key === 'w') talk(cardIdOf(link));
    else openMenu(cardIdOf(link));
  }

  // The tooltips of 175 cards would double their size; each is written when somebody points at it.
  function onPointerOver(event: PointerEvent) {
    const part = (event.target as Element).closest<HTMLElement>('.card > *');
    const card = part && findCard(board, cardIdOf(part));
    if (card) setTip(part, card);
  }

  return { onClick, onKeyDown, onPointerOver };
}

function useTips(timeZone: string) {
  const t = useTranslations('pipeline');
  const locale = useLocale();
  const exact = (at: number) => ({ date: formatDateTime(new Date(at), locale, timeZone) });
  return (part: HTMLElement, card: Card) => {
    if (part.matches('.card-since')) part.dataset.tip = t('sinceExact', exact(card.statusSince));
    else if (part.matches('.card-active')) part.dataset.tip = t('activeExact', exact(card.lastActivityAt));
    else if (part.matches('.card-waiting')) part.dataset.tip = t('waitingExact', exact(card.waitingSince));
    else if (part.matches('.card-window')) part.dataset.tip = t('windowExact', exact(windowEnd(card)));
    else if (part.matches('.card-owner')) part.dataset.tip = part.ariaLabel ?? '';
    else if (part.matches('.card-name, .card-origin')) {
      part.dataset.tip = part.textContent ?? '';
      part.dataset.tipClipped = '';
    }
  };
}

const windowEnd = ({ lastMessageAt }: Card) => windowEndsAt(lastMessageAt) ?? 0;

function cardIdOf(element: Element): number {
  return Number(element.closest<HTMLElement>('[data-card]')?.dataset.card);
}
