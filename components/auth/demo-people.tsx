'use client';

import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import type { Role } from '#db/values.ts';
import type { FormAction } from './types.ts';

type DemoPerson = { email: string; role: Role };

type Props = { action: FormAction; people: DemoPerson[]; password: string; callbackUrl: string };

/** The people of the demo workspace, each one press away. */
export function DemoPeople({ action, people, password, callbackUrl }: Props) {
  const t = useTranslations('auth');
  const [, send] = useActionState(action, null);
  return (
    <section className="auth-section" aria-labelledby="demo-title">
      <h2 id="demo-title">{t('demoTitle')}</h2>
      <p className="text-sm text-foreground-muted">{t('demoHint', { password })}</p>
      <ul className="-mx-2">
        {people.map(({ email, role }) => (
          <li key={email}>
            <form action={send}>
              <input type="hidden" name="email" value={email} />
              <input type="hidden" name="password" value={password} />
              <input type="hidden" name="callbackUrl" value={callbackUrl} />
              <button type="submit" className="demo-person">
                <span className="font-medium">{t(`demoRoles.${role}`)}</span>
                <span className="min-w-0 flex-1 truncate text-end text-sm text-foreground-muted">
                  {email}
                </span>
                <ArrowRight />
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
