'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { MoreMessages } from '#components/ui/more-messages.tsx';
import type { AutomationUse } from '#domain/automations/uses.ts';
import type { Thing } from '#domain/automations/uses-rules.ts';
import { type Uses, useUses } from './use-uses.ts';

type Props = Thing & {
  /** What becomes of those that are on, once the thing is gone. */
  fate: 'off' | 'follow' | 'kept';
};

/** The automations that name a thing which is about to go, and what becomes of them; nothing where there are none. */
export function AutomationUses({ kind, id, fate }: Props) {
  const t = useTranslations('ui');
  const answer = useUses<AutomationUse>(`/api/automations/uses?kind=${kind}&id=${id}`);
  if (answer === 'failed') return <p className="text-foreground-muted">{t('automationsUnknown')}</p>;
  if (!answer || answer.uses.length === 0) return null;
  return (
    <MoreMessages messages={answer.texts}>
      <Named uses={answer.uses} fate={fate} />
    </MoreMessages>
  );
}

function Named({ uses, fate }: Pick<Uses<AutomationUse>, 'uses'> & Pick<Props, 'fate'>) {
  const t = useTranslations('automationUses');
  const format = useFormatter();
  const names = format.list(uses.map(({ name }) => `“${name}”`));
  return <p>{t(fate, { count: uses.length, names })}</p>;
}
