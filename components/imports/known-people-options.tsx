'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { OptionList } from '#components/ui/option-list.tsx';
import { MATCH_KEYS } from '#domain/imports/types.ts';
import type { OptionsProps } from './options-props.ts';
import type { PlanDraft } from './use-plan.ts';

type Props = Pick<OptionsProps, 'draft' | 'onChange'>;

/** What happens to people who are there already. */
export function KnownPeopleOptions({ draft, onChange }: Props) {
  const t = useTranslations('imports.options');
  return (
    <section className="import-card" aria-labelledby="import-known-title">
      <h2 id="import-known-title" className="import-card-title">
        {t('known')}
      </h2>
      <Recognised draft={draft} onChange={onChange} />
      <OptionList
        legend={t('mode')}
        name="mode"
        value={draft.mode}
        onChange={(mode) => onChange({ mode: mode as PlanDraft['mode'] })}
        options={(['both', 'create', 'update'] as const).map((value) => ({
          value,
          label: t(`modes.${value}`),
          hint: t(`modes.${value}Hint`),
        }))}
      />
      {draft.mode !== 'create' && (
        <OptionList
          legend={t('onUpdate')}
          name="onUpdate"
          value={draft.onUpdate}
          onChange={(onUpdate) => onChange({ onUpdate: onUpdate as PlanDraft['onUpdate'] })}
          options={(['fill', 'overwrite'] as const).map((value) => ({
            value,
            label: t(`updates.${value}`),
            hint: t(`updates.${value}Hint`),
          }))}
        />
      )}
    </section>
  );
}

/** By what a row finds a person who is there already; only what the file has. */
function Recognised({ draft, onChange }: Props) {
  const t = useTranslations('imports.options');
  const usable = MATCH_KEYS.filter((key) => draft.columns.includes(key));
  if (usable.length === 0) return <p className="text-foreground-muted">{t('matchNothing')}</p>;
  const toggled = (key: (typeof MATCH_KEYS)[number], isOn: boolean) =>
    MATCH_KEYS.filter((one) => (one === key ? isOn : draft.matchBy.includes(one)));
  return (
    <fieldset className="check-list">
      <legend className="field-label">{t('matchBy')}</legend>
      {usable.map((key) => (
        <Checkbox
          key={key}
          label={t(`matchKeys.${key}`)}
          checked={draft.matchBy.includes(key)}
          onChange={(event) => onChange({ matchBy: toggled(key, event.target.checked) })}
        />
      ))}
    </fieldset>
  );
}
