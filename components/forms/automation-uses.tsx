'use client';

import { type AbstractIntlMessages, useFormatter, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { MoreMessages } from '#components/ui/more-messages.tsx';
import type { AutomationUse } from '#domain/automations/uses.ts';
import type { Thing } from '#domain/automations/uses-rules.ts';

type Props = Thing & {
  /** What becomes of those that are on, once the thing is gone. */
  fate: 'off' | 'follow' | 'kept';
};

/** The automations that name a thing which is about to go, and what becomes of them; nothing where there are none. */
export function AutomationUses({ kind, id, fate }: Props) {
  const t = useTranslations('ui');
  const answer = useUses(kind, id);
  if (answer === 'failed') return <p className="text-foreground-muted">{t('automationsUnknown')}</p>;
  if (!answer || answer.uses.length === 0) return null;
  return (
    <MoreMessages messages={answer.texts}>
      <Named uses={answer.uses} fate={fate} />
    </MoreMessages>
  );
}

function Named({ uses, fate }: Pick<Answer, 'uses'> & Pick<Props, 'fate'>) {
  const t = useTranslations('automationUses');
  const format = useFormatter();
  const names = format.list(uses.map(({ name }) => `“${name}”`));
  return <p>{t(fate, { count: uses.length, names })}</p>;
}

/** What it says comes with it: most pages never do. */
type Answer = { uses: AutomationUse[]; texts: AbstractIntlMessages };

function useUses(kind: Thing['kind'], id: number): Answer | 'failed' | null {
  const [answer, setAnswer] = useState<Answer | 'failed' | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    fetch(`/api/automations/uses?kind=${kind}&id=${id}`, { signal: stop.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status));
        setAnswer((await response.json()) as Answer);
      })
      .catch(() => !stop.signal.aborted && setAnswer('failed'));
    return () => stop.abort();
  }, [kind, id]);
  return answer;
}
