import { BellOff, CircleAlert, Timer } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import { windowLeft } from '#domain/conversations/window-rules.ts';
import { formatSpan } from '#lib/dates.ts';
import { Avatar } from '../ui/avatar.tsx';
import { ToneDot } from '../ui/tone.tsx';
import type { InboxRow } from './inbox-view.ts';

const SOON = 4 * 3_600_000;

type Props = { row: InboxRow; href: string; isOpen: boolean; now: number; onOpen: (id: number) => void };

/** One conversation in the list: who, since when they wait, what was said last. */
export function InboxItem({ row, href, isOpen, now, onOpen }: Props) {
  const t = useTranslations('inbox');
  const locale = useLocale();
  const left = windowLeft(row.lastInboundAt, now);
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(row.id);
  };
  return (
    <li>
      <a
        className="inbox-item"
        href={href}
        data-conversation={row.id}
        aria-current={isOpen ? 'true' : undefined}
        onClick={open}
      >
        <span className="inbox-line">
          {row.statusId !== null && <ToneDot className={`tone-${row.statusId}`} />}
          <span className="inbox-name">{row.name}</span>
          {row.isOptedOut && <BellOff aria-label={t('optedOut')} />}
          {row.unread > 0 && (
            <span className="inbox-unread">
              <span aria-hidden>{row.unread}</span>
              <span className="sr-only">{t('unreadCount', { count: row.unread })}</span>
            </span>
          )}
          <span className="inbox-time">{row.relative}</span>
        </span>
        <LastWords row={row} />
        <span className="inbox-line inbox-facts">
          {row.waitingSince !== null && (
            <span className="inbox-waiting">
              {t('waitingFor', { time: formatSpan(now - row.waitingSince, locale) })}
            </span>
          )}
          {left > 0 && (
            <span className={left < SOON ? 'window-clock window-soon' : 'window-clock'}>
              <Timer />
              {formatSpan(left, locale)}
            </span>
          )}
          <span className="inbox-owner">
            {row.number && <span className="truncate">{row.number}</span>}
            {row.contactId === null ? t('notContact') : (row.ownerName ?? t('noOwner'))}
            {row.ownerName && <Avatar name={row.ownerName} size="small" />}
          </span>
        </span>
      </a>
    </li>
  );
}

function LastWords({ row: { last } }: { row: InboxRow }) {
  const t = useTranslations('inbox');
  const types = useTranslations('conversation');
  if (!last) return null;
  return (
    <span className="inbox-words">
      {last.isFailed && <CircleAlert aria-label={types('states.failed')} />}
      {last.isOurs && <span className="text-foreground-subtle">{t('you')} </span>}
      {last.body || types(`types.${last.type}`)}
    </span>
  );
}
