'use client';

import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { PasswordField } from '#components/ui/password-field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { OpenForm } from './open-form.tsx';
import type { FormAction, FormState } from './types.ts';

type Props = {
  action: FormAction;
  /** Where to go afterwards; a path of this site. */
  callbackUrl: string;
  notice?: string;
};

export function SignInForm({ action, callbackUrl, notice }: Props) {
  const t = useTranslations('auth');
  const explain = useSignInWords();
  return (
    <OpenForm action={action} explain={explain} notice={notice}>
      {({ typed }) => (
        <>
          <input type="hidden" name="callbackUrl" value={callbackUrl} />
          <Field label={t('email')}>
            <Input
              type="email"
              name="email"
              defaultValue={typed('email')}
              autoComplete="username"
              autoCapitalize="off"
              spellCheck={false}
              required
            />
          </Field>
          <PasswordField label={t('password')} name="password" autoComplete="current-password" />
          <SubmitButton className="w-full">{t('signIn')}</SubmitButton>
        </>
      )}
    </OpenForm>
  );
}

/** What a form that asks for a password says of a refusal. */
export function useSignInWords() {
  const t = useTranslations('auth');
  return (failure: NonNullable<FormState>): string | undefined => {
    if (failure.code === 'unauthenticated') return t('refused');
    if (failure.code !== 'too_many') return undefined;
    const { retryAfterSeconds } = failure.details as { retryAfterSeconds: number };
    return t('limited', { minutes: Math.ceil(retryAfterSeconds / 60) });
  };
}
