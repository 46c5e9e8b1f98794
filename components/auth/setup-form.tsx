'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { PasswordField } from '#components/ui/password-field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { ToneDot, type Tones, toneStyle } from '#components/ui/tone.tsx';
import { OpenForm, type OpenFormHelp } from './open-form.tsx';
import type { FormAction } from './types.ts';

type Example = { key: string; name: string; tones?: Tones };

type Props = { action: FormAction; token: string; statuses: Example[]; origins: Example[] };

/** The first workspace, its first admin, and what it starts with. */
export function SetupForm({ action, token, statuses, origins }: Props) {
  const t = useTranslations('auth');
  return (
    <OpenForm action={action}>
      {(help) => (
        <>
          <input type="hidden" name="token" value={token} />
          <Field label={t('workspaceName')} hint={t('workspaceNameHint')} error={help.error('workspaceName')}>
            <Input
              name="workspaceName"
              defaultValue={help.typed('workspaceName')}
              autoComplete="organization"
              maxLength={80}
              required
            />
          </Field>
          <Account {...help} />
          <h2 className="auth-section">{t('yourFunnel')}</h2>
          <Examples name="statuses" all={statuses} help={help} />
          <Examples name="origins" all={origins} help={help} />
          <SubmitButton className="w-full">{t('setupSubmit')}</SubmitButton>
        </>
      )}
    </OpenForm>
  );
}

function Account({ error, typed }: OpenFormHelp) {
  const t = useTranslations('auth');
  return (
    <>
      <h2 className="auth-section">{t('yourAccount')}</h2>
      <Field label={t('yourName')} error={error('name')}>
        <Input name="name" defaultValue={typed('name')} autoComplete="name" maxLength={80} required />
      </Field>
      <Field label={t('email')} error={error('email')}>
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
      <PasswordField
        label={t('newPassword')}
        name="password"
        autoComplete="new-password"
        hint={t('passwordHint')}
        error={error('password')}
      />
    </>
  );
}

function Examples({ name, all, help }: { name: 'statuses' | 'origins'; all: Example[]; help: OpenFormHelp }) {
  const t = useTranslations('auth');
  const chosen = help.typedList(name);
  const problem = help.error(name);
  return (
    <fieldset className="choice-grid" aria-describedby={problem ? `${name}-error` : undefined}>
      <legend className="field-label">{t(`${name}Legend`)}</legend>
      <p className="field-hint col-span-full -mt-1">{t(`${name}Hint`)}</p>
      {problem && (
        <p className="field-error col-span-full" id={`${name}-error`}>
          {problem}
        </p>
      )}
      {all.map((example, index) => (
        <Checkbox
          key={example.key}
          id={index === 0 ? `field-${name}` : undefined}
          name={name}
          value={example.key}
          defaultChecked={chosen?.includes(example.key) ?? true}
          label={
            <span className="cell-line">
              {example.tones && <ToneDot style={toneStyle(example.tones)} />}
              {example.name}
            </span>
          }
        />
      ))}
    </fieldset>
  );
}
