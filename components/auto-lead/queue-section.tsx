import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Clipped } from '#components/ui/clipped.tsx';
import { Time } from '#components/ui/time.tsx';
import type { QueueReason } from '#db/whatsapp-values.ts';
import type { Moment } from '#lib/moment.ts';

type Props = {
  total: number;
  /** The oldest of them. */
  leads: { id: number; name: string; reason: QueueReason; since: Moment }[];
};

/** Leads that nobody has been given yet, with how long they have been waiting. */
export function QueueSection({ total, leads }: Props) {
  const t = useTranslations('autoLead.queue');
  return (
    <section className="panel auto-lead-panel" aria-labelledby="lead-queue">
      <h2 id="lead-queue" className="panel-title">
        {t('title')}
      </h2>
      {total === 0 ? (
        <p className="text-foreground-muted">{t('empty')}</p>
      ) : (
        <>
          <p className="text-foreground-muted">{t('count', { count: total })}</p>
          <ol className="queue">
            {leads.map(({ id, name, reason, since }) => (
              <li key={id} className="queue-item">
                <Link href={`/contacts/${id}`} prefetch={false} className="link min-w-0">
                  <Clipped text={name || `#${id}`} />
                </Link>
                <span className="text-foreground-muted">{t(`reasons.${reason}`)}</span>
                <span className="ms-auto text-foreground-muted">
                  <Time
                    dateTime={since.iso}
                    relative={since.relative}
                    exact={since.exact}
                    focusable={false}
                  />
                </span>
              </li>
            ))}
          </ol>
          {total > leads.length && (
            <p className="text-foreground-muted">{t('more', { count: total - leads.length })}</p>
          )}
        </>
      )}
    </section>
  );
}
