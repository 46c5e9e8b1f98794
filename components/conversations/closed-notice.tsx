import { BellOff, PhoneOff } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { mayRole } from '#domain/authorize.ts';
import type { ShownChannel, ThreadView } from './types.ts';

export type Closed = 'opted_out' | 'no_number' | 'no_address';

/** Why this person cannot be written to at all; null: they can. */
export function whyClosed({ person }: ThreadView, channel: ShownChannel | null): Closed | null {
  if (person.isOptedOut) return 'opted_out';
  if (channel === null) return 'no_number';
  return person.hasAddress ? null : 'no_address';
}

/** Said in place of the box to write in: why, and who can change it. */
export function ClosedNotice({ why, view }: { why: Closed; view: ThreadView }) {
  const t = useTranslations('conversation');
  const { role, contactId } = view;
  return (
    <div className="composer">
      <div className={why === 'opted_out' ? 'notice notice-warning' : 'notice'}>
        {why === 'opted_out' ? <BellOff /> : <PhoneOff />}
        <div>
          <p className="font-medium">{t(`closed.${why}`)}</p>
          {why === 'opted_out' && (
            <p>
              {t(mayRole(role, 'consent.opt_in') ? 'closed.mayOptIn' : 'closed.mayNotOptIn')}{' '}
              {mayRole(role, 'consent.opt_in') && contactId !== null && (
                <Link className="link" href={`/contacts/${contactId}#privacy-title`} prefetch={false}>
                  {t('closed.toPrivacy')}
                </Link>
              )}
            </p>
          )}
          {why === 'no_number' && mayRole(role, 'whatsapp.manage') && (
            <Link className="link" href="/settings/whatsapp" prefetch={false}>
              {t('closed.connect')}
            </Link>
          )}
        </div>
      </div>
    </div>
  );
}
