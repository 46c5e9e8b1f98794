'use client';

import { type AbstractIntlMessages, useFormatter, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { MoreMessages } from '#components/ui/more-messages.tsx';
import type { Target } from '#domain/targets/list.ts';

type Props = {
  kind: Target['kind'];
  id: number;
  /** What becomes of them: another takes the thing's place, or nothing does. */
  fate: 'follow' | 'gone';
};

/** What it says comes with it: most pages never do. */
type Answer = { uses: Target[]; texts: AbstractIntlMessages };

/** The targets of a status or origin which is about to go, and what becomes of them; nothing where there are none. */
export function TargetUses({ kind, id, fate }: Props) {
  const t = useTranslations('ui');
  const answer = useUses(kind, id);
  if (answer === 'failed') return <p className="text-foreground-muted">{t('targetsUnknown')}</p>;
  if (!answer || answer.uses.length === 0) return null;
  return (
    <MoreMessages messages={answer.texts}>
      <Named uses={answer.uses} fate={fate} />
    </MoreMessages>
  );
}

function Named({ uses, fate }: Pick<Answer, 'uses'> & Pick<Props, 'fate'>) {
  const t = useTranslations('targetUses');
  const format = useFormatter();
  const names = uses.map(({ amount, span, owner }) =>
    owner ? t('ofOne', { amount, span, name: owner.name }) : t('ofAll', { amount, span }),
  );
  return <p>{t(fate, { count: uses.length, names: format.list(names) })}</p>;
}

function useUses(kind: Target['kind'], id: number): Answer | 'failed' | null {
  const [answer, setAnswer] = useState<Answer | 'failed' | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    fetch(`/api/targets/uses?kind=${kind}&id=${id}`, { signal: stop.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status));
        setAnswer((await response.json()) as Answer);
      })
      .catch(() => !stop.signal.aborted && setAnswer('failed'));
    return () => stop.abort();
  }, [kind, id]);
  return answer;
}
