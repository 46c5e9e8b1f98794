'use client';

import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { PasswordField } from '#components/ui/password-field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { OpenForm } from './open-form.tsx';
import { useSignInWords } from './sign-in-form.tsx';
import type { FormAction } from './types.ts';

type Props = {
  action: FormAction;
  token: string;
  email: string;
  /** `new`: no account yet; `password`: an account to prove; `self`: already signed in as the person invited. */
  who: 'new' | 'password' | 'self';
};

/** Joins a team: with a new account, or with the one that the invited address has. */
export function AcceptForm({ action, token, email, who }: Props) {
  const t = useTranslations('auth');
  const words = useSignInWords();
  return (
    <OpenForm
      action={action}
      explain={(failure) => (failure.code === 'not_found' ? t('goneBody') : words(failure))}
    >
      {({ error, typed }) => (
        <>
          <input type="hidden" name="token" value={token} />
          {/* Tells password managers whose password this is. */}
          <input type="text" name="email" value={email} autoComplete="username" readOnly hidden />
          {who === 'new' && (
            <Field label={t('yourName')} error={error('name')}>
              <Input name="name" defaultValue={typed('name')} autoComplete="name" maxLength={80} required />
            </Field>
          )}
          {who !== 'self' && (
            <PasswordField
              label={t(who === 'new' ? 'newPassword' : 'password')}
              name="password"
              autoComplete={who === 'new' ? 'new-password' : 'current-password'}
              hint={who === 'new' ? t('passwordHint') : undefined}
              error={error('password')}
            />
          )}
          <SubmitButton className="w-full">{t('join')}</SubmitButton>
        </>
      )}
    </OpenForm>
  );
}
