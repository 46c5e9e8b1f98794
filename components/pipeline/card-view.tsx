'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import type { Card } from '#domain/pipeline/card.ts';
import type { Status } from '#domain/statuses/list.ts';
import { formatSpan } from '#lib/dates.ts';
import { initials } from '../ui/avatar.tsx';
import { Menu, MenuChoice } from '../ui/menu.tsx';
import { ToneDot } from '../ui/tone.tsx';

type Props = {
  card: Card;
  originName: string;
  ownerName: string | undefined;
  /** Longer in this status than usual. */
  isStuck: boolean;
  now: number;
  locale: string;
  /** Only the card in use has a real menu: 175 of them would be paid for at every start. */
  menu: 'none' | 'closed' | 'open';
  statuses: Status[];
  onMenu: (id: number | null) => void;
  onMove: (id: number, statusId: number) => void;
};

/** One contact on the board. Its HTML is sent 175 times a page, so classes are few and handlers are the board's. */
export const CardView = memo(function CardView(props: Props) {
  const { card, originName, ownerName, isStuck, now, locale } = props;
  const t = useTranslations('pipeline');
  return (
    <li className={card.isActive ? 'card' : 'card card-inactive'} data-card={card.id}>
      <a className="card-name" href={`/contacts/${card.id}`} data-tip={card.name} data-tip-clipped="">
        {card.name}
      </a>
      <CardMenu {...props} />
      <span className="card-origin">{originName}</span>
      {ownerName && (
        <span className="avatar avatar-small" role="img" aria-label={ownerName} data-tip={ownerName}>
          {initials(ownerName)}
        </span>
      )}
      <span className={isStuck ? 'card-time card-stuck' : 'card-time'} data-since={card.statusSince}>
        <span className="sr-only">{t('inStatusFor')} </span>
        {formatSpan(now - card.statusSince, locale)}
      </span>
      <span className="card-time" data-active={card.lastActivityAt}>
        <span className="sr-only">{t('lastActivity')} </span>
        {formatSpan(now - card.lastActivityAt, locale)}
      </span>
    </li>
  );
});

function CardMenu({ card, menu, statuses, onMenu, onMove }: Props) {
  const t = useTranslations('pipeline');
  const button = (
    <button
      type="button"
      className="card-more"
      aria-label={t('moveNamed', { name: card.name })}
      aria-haspopup="menu"
    >
      <span className="dots" />
    </button>
  );
  if (menu === 'none') return button;
  return (
    <Menu
      align="end"
      trigger={button}
      open={menu === 'open'}
      onOpenChange={(isOpen) => onMenu(isOpen ? card.id : null)}
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
    </Menu>
  );
}
