'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useMemo, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { PasswordField } from '#components/ui/password-field.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Action } from '#domain/result.ts';

type Props = { email: string; change: Action<void> };

export function PasswordForm({ email, change }: Props) {
  const t = useTranslations('profile');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending, failure } = useAction(change);
  // Each change begins with empty fields.
  const [changes, setChanges] = useState(0);
  // A new list takes the focus: made for a new failure only.
  const errors = useMemo(() => problems.list(failure), [failure]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const result = await run({
      currentPassword: form.get('currentPassword'),
      newPassword: form.get('newPassword'),
    });
    if (!result.ok) return;
    setChanges(changes + 1);
    toast({ title: t('passwordChanged') });
  }

  return (
    <form key={changes} onSubmit={submit} noValidate>
      <p className="text-foreground-muted">{t('passwordIntro')}</p>
      <FormErrors errors={errors} />
      {/* Tells password managers whose password this is. */}
      <input type="text" name="username" value={email} autoComplete="username" readOnly hidden />
      <PasswordField
        label={t('currentPassword')}
        name="currentPassword"
        autoComplete="current-password"
        error={problems.at(failure, 'currentPassword')}
      />
      <PasswordField
        label={t('newPassword')}
        name="newPassword"
        autoComplete="new-password"
        hint={t('passwordHint')}
        error={problems.at(failure, 'newPassword')}
      />
      <div className="panel-end">
        <Button type="submit" pending={pending}>
          {t('changePassword')}
        </Button>
      </div>
    </form>
  );
}
