'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { AutomationUse } from '#domain/automations/uses.ts';
import type { Thing } from '#domain/automations/uses-rules.ts';

type Props = Thing & {
  /** What becomes of those that are on, once the thing is gone. */
  fate: 'off' | 'follow' | 'kept';
};

/** The automations that name a thing which is about to go, and what becomes of them; nothing where there are none. */
export function AutomationUses({ kind, id, fate }: Props) {
  const t = useTranslations('ui');
  const format = useFormatter();
  const uses = useUses(kind, id);
  if (uses === 'failed') return <p className="text-foreground-muted">{t('automationsUnknown')}</p>;
  if (!uses || uses.length === 0) return null;
  const names = format.list(uses.map(({ name }) => `“${name}”`));
  return <p>{t(`automations_${fate}`, { count: uses.length, names })}</p>;
}

function useUses(kind: Thing['kind'], id: number): AutomationUse[] | 'failed' | null {
  const [uses, setUses] = useState<AutomationUse[] | 'failed' | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    fetch(`/api/automations/uses?kind=${kind}&id=${id}`, { signal: stop.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status));
        setUses((await response.json()) as AutomationUse[]);
      })
      .catch(() => !stop.signal.aborted && setUses('failed'));
    return () => stop.abort();
  }, [kind, id]);
  return uses;
}
