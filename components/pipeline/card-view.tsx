'use client';

import { MessagesSquare } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { windowLeft } from '#domain/conversations/window-rules.ts';
import type { Card } from '#domain/pipeline/card.ts';
import type { BoardStatus } from '#domain/pipeline/read-facts.ts';
import { formatSpan } from '#lib/dates.ts';
import { initials } from '../ui/avatar.tsx';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { ToneDot } from '../ui/tone.tsx';

export type CardProps = {
  card: Card;
  originName: string;
  ownerName: string | undefined;
  /** Longer in this status than usual. */
  isStuck: boolean;
  now: number;
  locale: string;
  /** "Mover {name} para…" and "Espera há {time}", put together once for the whole board. */
  moveLabel: string;
  waitingLabel: string;
  /** Only the card in use has a real menu: 175 of them would be paid for at every start. */
  menu: 'none' | 'closed' | 'open';
  statuses: BoardStatus[];
  onMenu: (id: number, isOpen: boolean) => void;
  onMove: (id: number, statusId: number) => void;
  onTalk: (id: number) => void;
};

/**
 * One contact on the board. It is rendered 175 times a page: few elements, no hooks, handlers and tooltips are the board's, and what the two
 * times mean is said by the style sheet.
 */
export const CardView = memo(function CardView(props: CardProps) {
  const { card, originName, ownerName, isStuck, now, locale, moveLabel } = props;
  const button = (
    // biome-ignore lint/a11y/useButtonType: the board is in no form, and 175 times the type would weigh 2 kB.
    <button
      className="card-more"
      aria-label={moveLabel.replace('{name}', () => card.name)}
      aria-haspopup="menu"
    />
  );
  return (
    <li className={classOf(card)} data-card={card.id}>
      <a className="card-name" href={`/contacts/${card.id}`}>
        {card.name}
      </a>
      {props.menu === 'none' ? button : <CardMenu {...props} trigger={button} />}
      <span className="card-origin">{originName}</span>
      {ownerName && (
        <span className="card-owner" role="img" aria-label={ownerName}>
          {initials(ownerName)}
        </span>
      )}
      <span className={isStuck ? 'card-since card-stuck' : 'card-since'}>
        {formatSpan(now - card.statusSince, locale)}
      </span>
      <span className="card-active">{formatSpan(now - card.lastActivityAt, locale)}</span>
      {card.lastMessageAt > 0 && talkOf(props)}
    </li>
  );
});

/** Below four hours it is urgent. */
const SOON_MS = 4 * 3_600_000;

/** How long somebody has waited for our answer, and how long one may still answer in one's own words. */
function talkOf({ card, now, locale, waitingLabel }: CardProps) {
  const left = windowLeft(card.lastMessageAt, now);
  return (
    <>
      {card.waitingSince > 0 && (
        <span className="card-waiting">
          {waitingLabel.replace('{time}', () => formatSpan(now - card.waitingSince, locale))}
        </span>
      )}
      {left > 0 && (
        <span className={left < SOON_MS ? 'card-window card-soon' : 'card-window'}>
          {formatSpan(left, locale)}
        </span>
      )}
    </>
  );
}

function classOf({ isActive, isOptedOut }: Card): string {
  return `card${isActive ? '' : ' card-inactive'}${isOptedOut ? ' card-opted-out' : ''}`;
}

function CardMenu({
  card,
  menu,
  statuses,
  onMenu,
  onMove,
  onTalk,
  trigger,
}: CardProps & { trigger: React.ReactElement }) {
  const t = useTranslations('pipeline');
  return (
    <Menu
      align="end"
      trigger={trigger}
      open={menu === 'open'}
      onOpenChange={(isOpen) => onMenu(card.id, isOpen)}
    >
      <MenuChoice
        label={t('moveTo')}
        value={String(card.statusId)}
        onChange={(value) => onMove(card.id, Number(value))}
        options={statuses.map((status) => ({
          value: String(status.id),
          label: status.name,
          dot: <ToneDot className={`tone-${status.id}`} />,
        }))}
      />
      <MenuSeparator />
      <MenuItem icon={<MessagesSquare />} onSelect={() => onTalk(card.id)}>
        {t('talk')}
      </MenuItem>
    </Menu>
  );
}
