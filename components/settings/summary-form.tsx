'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { reach } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Switch } from '#components/ui/switch.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Action } from '#domain/result.ts';
import type { SummaryWays } from '#domain/summaries/rules.ts';

type Props = { ways: SummaryWays; isEmailSetUp: boolean; save: Action<void> };

/** By which ways a person gets the weekly summary; each switch is kept at once. */
export function SummaryForm({ ways, isEmailSetUp, save }: Props) {
  const t = useTranslations('profile');
  const toast = useToast();
  const problems = useProblems();
  const [chosen, setChosen] = useState(ways);

  async function choose(part: Partial<SummaryWays>) {
    const before = chosen;
    const next = { ...before, ...part };
    setChosen(next);
    const result = await reach(save, { weeklySummary: next });
    if (result.ok) return toast({ title: t('summarySaved') });
    setChosen(before);
    toast({ title: problems.sentence(result), tone: 'danger' });
  }

  return (
    <div className="flex flex-col gap-3">
      <Switch
        label={t('summaryNotification')}
        checked={chosen.notification}
        onChange={({ target }) => void choose({ notification: target.checked })}
      />
      <Switch
        label={t('summaryEmail')}
        checked={chosen.email}
        aria-describedby={isEmailSetUp ? undefined : 'no-smtp'}
        onChange={({ target }) => void choose({ email: target.checked })}
      />
      {!isEmailSetUp && (
        <p id="no-smtp" className="text-foreground-muted">
          {t('summaryNoEmail')}
        </p>
      )}
    </div>
  );
}
