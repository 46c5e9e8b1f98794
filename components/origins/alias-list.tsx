'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Clipped } from '#components/ui/clipped.tsx';
import { Confirm } from '#components/ui/confirm.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { OriginAlias, OriginWithAliases } from '#domain/origins/list.ts';
import type { Verbs } from './use-verbs.ts';

/** The other spellings that lead to an origin; those that a rename left can be freed, those of a merge go with it. */
export function AliasList({ origin, verbs }: { origin: OriginWithAliases; verbs: Verbs }) {
  const t = useTranslations('origins');
  const [asked, setAsked] = useState<OriginAlias | null>(null);
  const [pending, startTransition] = useTransition();
  if (origin.aliases.length === 0) return null;

  const forget = (alias: OriginAlias) =>
    startTransition(async () => {
      await verbs.forgetAlias(origin.id, alias);
      setAsked(null);
    });

  return (
    <div className="field">
      <span className="field-label">{t('aliasesTitle')}</span>
      <ul className="flex flex-wrap gap-1">
        {origin.aliases.map((alias) => (
          <li
            key={alias.id}
            className="flex min-w-0 max-w-full items-center rounded border bg-surface-sunken"
          >
            <Clipped text={alias.name} className="px-2 py-1" />
            {alias.mergeId === null && (
              <IconButton
                size="small"
                label={t('forget', { name: alias.name })}
                onClick={() => setAsked(alias)}
              >
                <X />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      <p className="field-hint">{t('aliasesHint')}</p>
      <Confirm
        open={asked !== null}
        onOpenChange={(isOpen) => !isOpen && setAsked(null)}
        title={t('forgetTitle', { name: asked?.name ?? '' })}
        confirmLabel={t('forgetDo')}
        pending={pending}
        onConfirm={() => asked && forget(asked)}
      >
        {t('forgetWhy')}
      </Confirm>
    </div>
  );
}
