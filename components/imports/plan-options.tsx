'use client';

import { useTranslations } from 'next-intl';
import { useProblems } from '#components/forms/use-problems.ts';
import { Switch } from '#components/ui/switch.tsx';
import { CheckList } from './check-list.tsx';
import { KnownPeopleOptions } from './known-people-options.tsx';
import { NewContactOptions } from './new-contact-options.tsx';
import type { OptionsProps } from './options-props.ts';

/** Everything that is chosen besides the columns. */
export function PlanOptions(props: OptionsProps) {
  const { draft, choices, failure, onChange } = props;
  const t = useTranslations('imports.options');
  const problems = useProblems();
  return (
    <div className="import-options">
      <KnownPeopleOptions draft={draft} onChange={onChange} />
      <section className="import-card" aria-labelledby="import-new-title">
        <h2 id="import-new-title" className="import-card-title">
          {t('fresh')}
        </h2>
        <NewContactOptions {...props} />
        {choices.groups.length > 0 && (
          <CheckList
            legend={t('groups')}
            name="groupIds"
            all={choices.groups}
            chosen={draft.groupIds}
            error={problems.at(failure, 'groupIds')}
            onChange={(groupIds) => onChange({ groupIds })}
          />
        )}
        <div>
          <Switch
            label={t('automations')}
            checked={draft.runsAutomations}
            onChange={(event) => onChange({ runsAutomations: event.target.checked })}
          />
          <p className="field-hint">{t('automationsHint')}</p>
        </div>
      </section>
    </div>
  );
}
