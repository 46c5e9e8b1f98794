'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';

type Props = { providerName: string; callbackUrl: string };

/** Leaves for the identity provider. By fetch, not by form: a form may not be redirected to another site here. */
export function OidcButton({ providerName, callbackUrl }: Props) {
  const t = useTranslations('auth');
  const [isLeaving, setLeaving] = useState(false);
  const [hasFailed, setFailed] = useState(false);

  async function leave() {
    setLeaving(true);
    setFailed(false);
    try {
      window.location.assign(await askWhere(callbackUrl));
    } catch {
      setLeaving(false);
      setFailed(true);
    }
  }

  return (
    <div className="flex flex-col gap-2">
      <Button className="w-full" pending={isLeaving} onClick={leave}>
        {t('signInWith', { name: providerName })}
      </Button>
      <p role="status" className="field-error">
        {hasFailed && t('providerFailed', { name: providerName })}
      </p>
    </div>
  );
}

async function askWhere(callbackUrl: string): Promise<string> {
  const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string };
  const response = await fetch('/api/auth/signin/oidc', {
    method: 'POST',
    body: new URLSearchParams({ csrfToken, callbackUrl, json: 'true' }),
  });
  const { url } = (await response.json()) as { url: string };
  return url;
}
