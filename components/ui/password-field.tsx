'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { Field } from './field.tsx';
import { IconButton } from './icon-button.tsx';
import { Input } from './input.tsx';

type Props = {
  label: ReactNode;
  name: string;
  /** `new-password` lets password managers propose one. */
  autoComplete: 'current-password' | 'new-password';
  hint?: ReactNode;
  error?: ReactNode;
};

/** A password that may be looked at while it is typed. Left to the browser: password managers fill it in before any script runs. */
export function PasswordField({ label, name, autoComplete, hint, error }: Props) {
  return (
    <Field label={label} hint={hint} error={error}>
      <PasswordInput name={name} autoComplete={autoComplete} />
    </Field>
  );
}

function PasswordInput(props: ComponentProps<'input'>) {
  const t = useTranslations('ui');
  const [isShown, setShown] = useState(false);
  return (
    <span className="relative block">
      <Input
        {...props}
        type={isShown ? 'text' : 'password'}
        className="pe-11"
        autoCapitalize="off"
        spellCheck={false}
        required
      />
      <IconButton
        className="absolute inset-y-0 end-0"
        label={t(isShown ? 'hidePassword' : 'showPassword')}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? <EyeOff /> : <Eye />}
      </IconButton>
    </span>
  );
}
