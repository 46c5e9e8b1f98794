'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useMemo, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import { OptionList } from '#components/ui/option-list.tsx';
import { Select } from '#components/ui/select.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { LOCALES, type Locale, SALES_SCOPES, type SalesScope } from '#db/values.ts';
import type { WorkspaceFacts } from '#domain/ctx.ts';
import type { Action } from '#domain/result.ts';
import { LANGUAGES } from './languages.ts';
import { TimeZoneOptions } from './time-zone-options.tsx';

type Props = {
  workspace: WorkspaceFacts;
  countries: { code: string; name: string }[];
  timeZones: string[];
  save: Action<void>;
};

/** What holds for everybody in the workspace. */
export function WorkspaceForm({ workspace, countries, timeZones, save }: Props) {
  const t = useTranslations('settings');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending, failure } = useAction(save);
  const [draft, setDraft] = useState(workspace);
  const change = (part: Partial<WorkspaceFacts>) => setDraft((before) => ({ ...before, ...part }));
  // A new list takes the focus: made for a new failure only.
  const errors = useMemo(() => problems.list(failure), [failure]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { name, locale, country, timeZone, salesScope } = draft;
    const result = await run({ name, locale, country, timeZone, salesScope });
    if (result.ok) toast({ title: t('saved') });
  }

  return (
    <form onSubmit={submit} noValidate>
      <FormErrors errors={errors} />
      <Field label={t('name')} error={problems.at(failure, 'name')}>
        <Input
          name="name"
          value={draft.name}
          autoComplete="organization"
          maxLength={80}
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      <Field label={t('language')} hint={t('languageHint')} error={problems.at(failure, 'locale')}>
        <Select
          name="locale"
          value={draft.locale}
          onChange={(event) => change({ locale: event.target.value as Locale })}
        >
          {LOCALES.map((locale) => (
            <option key={locale} value={locale} lang={locale}>
              {LANGUAGES[locale]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('country')} hint={t('countryHint')} error={problems.at(failure, 'country')}>
        <Select
          name="country"
          value={draft.country}
          onChange={(event) => change({ country: event.target.value })}
        >
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('timeZone')} hint={t('timeZoneHint')} error={problems.at(failure, 'timeZone')}>
        <Select
          name="timeZone"
          value={draft.timeZone}
          onChange={(event) => change({ timeZone: event.target.value })}
        >
          <TimeZoneOptions zones={timeZones} />
        </Select>
      </Field>
      <OptionList
        legend={t('salesScope')}
        name="salesScope"
        value={draft.salesScope}
        onChange={(salesScope) => change({ salesScope: salesScope as SalesScope })}
        options={SALES_SCOPES.map((scope) => ({
          value: scope,
          label: t(`scopes.${scope}`),
          hint: t(`scopes.${scope}Hint`),
        }))}
      />
      <div className="panel-end">
        <Button type="submit" variant="primary" pending={pending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
