'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { MoreMessages } from '#components/ui/more-messages.tsx';
import type { Target } from '#domain/targets/list.ts';
import { type Uses, useUses } from './use-uses.ts';

type Props = {
  kind: Target['kind'];
  id: number;
  /** What becomes of them: another takes the thing's place, or nothing does. */
  fate: 'follow' | 'gone';
};

/** The targets of a status or origin which is about to go, and what becomes of them; nothing where there are none. */
export function TargetUses({ kind, id, fate }: Props) {
  const t = useTranslations('ui');
  const answer = useUses<Target>(`/api/targets/uses?kind=${kind}&id=${id}`);
  if (answer === 'failed') return <p className="text-foreground-muted">{t('targetsUnknown')}</p>;
  if (!answer || answer.uses.length === 0) return null;
  return (
    <MoreMessages messages={answer.texts}>
      <Named uses={answer.uses} fate={fate} />
    </MoreMessages>
  );
}

function Named({ uses, fate }: Pick<Uses<Target>, 'uses'> & Pick<Props, 'fate'>) {
  const t = useTranslations('targetUses');
  const format = useFormatter();
  const names = uses.map(({ amount, span, owner }) =>
    owner ? t('ofOne', { amount, span, name: owner.name }) : t('ofAll', { amount, span }),
  );
  return <p>{t(fate, { count: uses.length, names: format.list(names) })}</p>;
}
