'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useMemo, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { Select } from '#components/ui/select.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { LOCALES, type Locale, THEMES, type Theme } from '#db/values.ts';
import type { Profile } from '#domain/members/get-profile.ts';
import type { Action } from '#domain/result.ts';
import { LANGUAGES } from './languages.ts';

type Props = { profile: Profile; workspaceLocale: Locale; save: Action<void> };

/** A person's own name, language and theme. */
export function ProfileForm({ profile, workspaceLocale, save }: Props) {
  const t = useTranslations('profile');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending, failure } = useAction(save);
  const [draft, setDraft] = useState(profile);
  const change = (part: Partial<Profile>) => setDraft((before) => ({ ...before, ...part }));
  // A new list takes the focus: made for a new failure only.
  const errors = useMemo(() => problems.list(failure), [failure]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { name, locale, theme } = draft;
    const result = await run({ name, locale, theme });
    if (!result.ok) return;
    document.documentElement.dataset.theme = theme;
    toast({ title: t('saved') });
  }

  return (
    <form onSubmit={submit} noValidate>
      <FormErrors errors={errors} />
      <Field label={t('name')} hint={t('nameHint')} error={problems.at(failure, 'name')}>
        <Input
          name="name"
          value={draft.name}
          autoComplete="name"
          maxLength={80}
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      <Field label={t('email')} hint={t('emailHint')}>
        <Input name="email" value={profile.email} readOnly autoComplete="email" />
      </Field>
      <LanguageField
        value={draft.locale}
        workspaceLocale={workspaceLocale}
        error={problems.at(failure, 'locale')}
        onChange={(locale) => change({ locale })}
      />
      <ThemeField value={draft.theme} onChange={(theme) => change({ theme })} />
      <div className="panel-end">
        <Button type="submit" variant="primary" pending={pending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

type LanguageProps = {
  /** Null: as the workspace. */
  value: Locale | null;
  workspaceLocale: Locale;
  error: string | undefined;
  onChange: (locale: Locale | null) => void;
};

function LanguageField({ value, workspaceLocale, error, onChange }: LanguageProps) {
  const t = useTranslations('profile');
  return (
    <Field label={t('language')} error={error}>
      <Select
        name="locale"
        value={value ?? ''}
        onChange={(event) => onChange((event.target.value || null) as Locale | null)}
      >
        <option value="">{t('workspaceLanguage', { language: LANGUAGES[workspaceLocale] })}</option>
        {LOCALES.map((locale) => (
          <option key={locale} value={locale} lang={locale}>
            {LANGUAGES[locale]}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function ThemeField({ value, onChange }: { value: Theme; onChange: (theme: Theme) => void }) {
  const t = useTranslations('profile');
  return (
    <div className="field">
      <span className="field-label" aria-hidden="true">
        {t('theme')}
      </span>
      <div>
        <Segmented
          legend={t('theme')}
          name="theme"
          value={value}
          onChange={(theme) => onChange(theme as Theme)}
          options={THEMES.map((theme) => ({ value: theme, label: t(`themes.${theme}`) }))}
        />
      </div>
    </div>
  );
}
