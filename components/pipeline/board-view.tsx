'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useRef,
  useState,
} from 'react';
import { columnOf, findCard, landingIndex, type PackedColumn } from '#domain/pipeline/board.ts';
import type { Card } from '#domain/pipeline/card.ts';
import type { BoardSort } from '#domain/pipeline/query.ts';
import type { BoardStatus } from '#domain/pipeline/read-facts.ts';
import { formatDateTime } from '#lib/dates.ts';
import { neighbour } from './board-keys.ts';
import { CardView } from './card-view.tsx';
import { ColumnPicker } from './column-picker.tsx';
import { ColumnView } from './column-view.tsx';
import type { Names, PipelineActions } from './types.ts';
import { useBoard } from './use-board.ts';
import { useCardDrag } from './use-card-drag.ts';
import { useMoves } from './use-moves.ts';

const MINUTE_MS = 60_000;

type Props = {
  statuses: BoardStatus[];
  columns: PackedColumn[];
  sort: BoardSort;
  /** The board's own address query: what further questions to the server repeat. */
  query: string;
  names: Names;
  collapsed: number[];
  timeZone: string;
  /** When the server made this page, in milliseconds, so that browser and server agree on every "3 d". */
  servedAt: number;
  actions: PipelineActions;
};

/** The board itself. One client component: cards move between columns, so their state is one. */
export function BoardView(props: Props) {
  const { statuses, sort, columns, query, names, timeZone, actions } = props;
  const t = useTranslations('pipeline');
  const locale = useLocale();
  const router = useRouter();
  const root = useRef<HTMLElement>(null);
  const board = useBoard({ sort, columns }, query);
  const { move } = useMoves(board, statuses, actions);
  const [menu, setMenu] = useState<{ id: number; isOpen: boolean } | null>(null);
  const [collapsed, collapse] = useCollapsed(props.collapsed, actions);
  const now = useNow(props.servedAt);
  const dragged = useCardDrag({ root, onDrop: move, onHold: board.holdLive });
  const originNames = new Map(names.origins.map((origin) => [origin.id, origin.name]));
  const memberNames = new Map(names.members.map((member) => [member.id, member.name]));
  const usual = new Map(
    statuses.map((status) => [status.id, status.kind === 'open' ? status.usualSeconds : null]),
  );
  const moveLabel = t('moveNamed', { name: '{name}' });
  const grandTotal = statuses.reduce((sum, { id }) => sum + columnOf(board.shown, id).total, 0);

  function onClick(event: MouseEvent) {
    const target = event.target as Element;
    const more = target.closest('.card-more');
    if (more) return setMenu({ id: cardIdOf(more), isOpen: true });
    const link = target.closest<HTMLAnchorElement>('a.card-name');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    router.push(link.pathname);
  }

  function onKeyDown(event: KeyboardEvent) {
    const link = (event.target as Element).closest<HTMLElement>('.card-name');
    if (!link || !root.current || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'm') {
      event.preventDefault();
      return setMenu({ id: cardIdOf(link), isOpen: true });
    }
    const next = neighbour(root.current, link, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  // The tooltips of 175 cards would double their size; each is written when somebody points at it.
  function onPointerOver(event: PointerEvent) {
    const part = (event.target as Element).closest<HTMLElement>('.card > *');
    const card = part && findCard(board.shown, cardIdOf(part));
    if (card) setTip(part, card);
  }

  function setTip(part: HTMLElement, card: Card) {
    const exact = (at: number) => ({ date: formatDateTime(new Date(at), locale, timeZone) });
    if (part.matches('.card-since')) part.dataset.tip = t('sinceExact', exact(card.statusSince));
    else if (part.matches('.card-active')) part.dataset.tip = t('activeExact', exact(card.lastActivityAt));
    else if (part.matches('.card-owner')) part.dataset.tip = part.ariaLabel ?? '';
    else if (part.matches('.card-name, .card-origin')) {
      part.dataset.tip = part.textContent ?? '';
      part.dataset.tipClipped = '';
    }
  }

  const renderCard = (card: Card) => (
    <CardView
      key={card.id}
      card={card}
      originName={originNames.get(card.originId) ?? ''}
      ownerName={memberNames.get(card.ownerId)}
      isStuck={isStuck(card, usual, now)}
      now={now}
      locale={locale}
      moveLabel={moveLabel}
      menu={menu?.id !== card.id ? 'none' : menu.isOpen ? 'open' : 'closed'}
      statuses={statuses}
      onMenu={(id) => setMenu(id === null ? { id: card.id, isOpen: false } : { id, isOpen: true })}
      onMove={move}
    />
  );

  return (
    <>
      <ColumnPicker statuses={statuses} board={board.shown} root={root} />
      <section
        ref={root}
        className="board"
        aria-label={t('board')}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onPointerOver={onPointerOver}
        style={
          {
            '--since': JSON.stringify(t('inStatusFor')),
            '--active': JSON.stringify(t('lastActivity')),
          } as CSSProperties
        }
        data-dragging={dragged ? '' : undefined}
      >
        {statuses.map((status) => (
          <ColumnView
            key={status.id}
            status={status}
            column={columnOf(board.shown, status.id)}
            grandTotal={grandTotal}
            isCollapsed={collapsed.includes(status.id)}
            hasFailed={board.failedColumns.has(status.id)}
            slot={dragged?.overStatusId === status.id ? landing(board, dragged.id, status.id) : null}
            onCollapse={(isCollapsed) => collapse(status.id, isCollapsed)}
            onMore={() => board.loadMore(status.id)}
          >
            {renderCard}
          </ColumnView>
        ))}
      </section>
    </>
  );
}

function landing(board: ReturnType<typeof useBoard>, id: number, statusId: number): number | null {
  const isAtHome = columnOf(board.shown, statusId).cards.some((card) => card.id === id);
  return isAtHome ? null : landingIndex(board.shown, id, statusId, Date.now());
}

function cardIdOf(element: Element): number {
  return Number(element.closest<HTMLElement>('[data-card]')?.dataset.card);
}

function isStuck(card: Card, usual: Map<number, number | null>, now: number): boolean {
  const seconds = usual.get(card.statusId) ?? null;
  return seconds !== null && now - card.statusSince > seconds * 1000;
}

/** Now, to the minute: the server's at first, then this browser's. */
function useNow(servedAt: number): number {
  const [now, setNow] = useState(servedAt);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function useCollapsed(
  first: number[],
  actions: PipelineActions,
): [number[], (id: number, isCollapsed: boolean) => void] {
  const [collapsed, setCollapsed] = useState(first);
  function collapse(id: number, isCollapsed: boolean) {
    const next = isCollapsed ? [...collapsed, id] : collapsed.filter((one) => one !== id);
    setCollapsed(next);
    // A taste: when it cannot be remembered, this window still shows it.
    actions.setPreferences({ collapsedStatuses: next }).catch(() => {});
  }
  return [collapsed, collapse];
}
