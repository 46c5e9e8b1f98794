import {
  AlarmClock,
  ChartColumn,
  ListTodo,
  type LucideIcon,
  RefreshCwOff,
  TriangleAlert,
  Workflow,
} from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { NotificationKind } from '#db/automation-values.ts';
import { addDays } from '#domain/reports/period.ts';
import { parseReportQuery, reportHref } from '#domain/reports/query.ts';
import type { ShownNotification } from './notification-view.ts';

const ICONS: Record<NotificationKind, LucideIcon> = {
  automation: Workflow,
  automation_failed: TriangleAlert,
  automation_looped: RefreshCwOff,
  automation_missed: TriangleAlert,
  task_given: ListTodo,
  task_due: AlarmClock,
  weekly_summary: ChartColumn,
};

type Props = { item: ShownNotification; onOpen: (item: ShownNotification) => void };

/** One thing that was told: what, of whom, when; its name leads to what it is about, and reads it. */
export function NotificationItem({ item, onOpen }: Props) {
  const t = useTranslations('notifications');
  const Icon = ICONS[item.kind];
  const automation = item.automation?.name ?? t('anAutomation');
  return (
    <li className="told" data-unread={!item.isRead || undefined}>
      <span className="told-icon">
        <Icon />
      </span>
      <div className="told-body">
        <Link href={placeOf(item)} prefetch={false} className="told-title" onClick={() => onOpen(item)}>
          {!item.isRead && <span className="sr-only">{t('unreadOne')} </span>}
          {t(`kinds.${item.kind}`, { automation })}
        </Link>
        {item.body && <p className="told-text">{item.body}</p>}
        <p className="told-facts">
          {item.contact && <span className="told-contact">{item.contact.name}</span>}
          <time dateTime={item.at.iso} data-tip={item.at.exact}>
            {item.at.relative}
          </time>
        </p>
      </div>
    </li>
  );
}

/** Failures lead to the automation, a week to its report; the rest to the contact, where it is known. */
function placeOf({ kind, contact, automation, week }: ShownNotification): string {
  const isTrouble = kind === 'automation_failed' || kind === 'automation_looped';
  if (isTrouble && automation) return `/automations/${automation.id}`;
  if (week !== null) return reportHref('funnel', { ...parseReportQuery({}), period: weekOf(week) });
  if (contact) return `/contacts/${contact.id}`;
  return kind === 'task_given' || kind === 'task_due' ? '/tasks' : '/notifications';
}

function weekOf(monday: string): { from: string; to: string } {
  return { from: monday, to: addDays(monday, 6) };
}
