'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useMemo, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import { OptionList } from '#components/ui/option-list.tsx';
import { Select } from '#components/ui/select.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { LOCALES, SALES_SCOPES } from '#db/values.ts';
import type { WorkspaceFacts } from '#domain/ctx.ts';
import type { Action } from '#domain/result.ts';
import { LANGUAGES } from './languages.ts';
import { TimeZoneOptions } from './time-zone-options.tsx';

type Draft = Omit<WorkspaceFacts, 'id'>;

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
  const [draft, setDraft] = useState<Draft>(workspace);
  // A new list takes the focus: made for a new failure only.
  const errors = useMemo(() => problems.list(failure), [failure]);
  const field = (name: keyof Draft) => ({
    name,
    value: draft[name],
    error: problems.at(failure, name),
    onChange: (value: string) => setDraft((before) => ({ ...before, [name]: value })),
  });

  async function submit(event: FormEvent) {
    event.preventDefault();
    const result = await run(draft);
    if (result.ok) toast({ title: t('saved') });
  }

  return (
    <form onSubmit={submit} noValidate>
      <FormErrors errors={errors} />
      <NameField label={t('name')} {...field('name')} />
      <Choice label={t('language')} hint={t('languageHint')} {...field('locale')}>
        {LOCALES.map((locale) => (
          <option key={locale} value={locale} lang={locale}>
            {LANGUAGES[locale]}
          </option>
        ))}
      </Choice>
      <Choice label={t('country')} hint={t('countryHint')} {...field('country')}>
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice label={t('timeZone')} hint={t('timeZoneHint')} {...field('timeZone')}>
        <TimeZoneOptions zones={timeZones} />
      </Choice>
      <SalesScopeField {...field('salesScope')} />
      <div className="panel-end">
        <Button type="submit" variant="primary" pending={pending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

type FieldProps = {
  name: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
};

function NameField({ label, name, value, error, onChange }: FieldProps & { label: string }) {
  return (
    <Field label={label} error={error}>
      <Input
        name={name}
        value={value}
        autoComplete="organization"
        maxLength={80}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

type ChoiceProps = FieldProps & { label: string; hint: string; children: ReactNode };

function Choice({ label, hint, name, value, error, onChange, children }: ChoiceProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      <Select name={name} value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </Select>
    </Field>
  );
}

function SalesScopeField(props: FieldProps) {
  const t = useTranslations('settings');
  return (
    <OptionList
      {...props}
      legend={t('salesScope')}
      options={SALES_SCOPES.map((scope) => ({
        value: scope,
        label: t(`scopes.${scope}`),
        hint: t(`scopes.${scope}Hint`),
      }))}
    />
  );
}
