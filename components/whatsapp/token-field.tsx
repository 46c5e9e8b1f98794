import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';

type Props = {
  value: string;
  /** Whether there is a token already: it is not shown, only replaced. */
  hasOne: boolean;
  error: string | undefined;
  onChange: (value: string) => void;
};

/** The access token: typed or pasted blind, as it must not be read over a shoulder. */
export function TokenField({ value, hasOne, error, onChange }: Props) {
  const t = useTranslations('whatsapp');
  const [isReplacing, setReplacing] = useState(!hasOne);
  if (!isReplacing)
    return (
      <div className="field">
        <span className="field-label">{t('token')}</span>
        <span className="flex items-center gap-2">
          <span aria-hidden="true">••••••••</span>
          <span className="sr-only">{t('tokenKept')}</span>
          <Button size="small" onClick={() => setReplacing(true)}>
            {t('replaceToken')}
          </Button>
        </span>
      </div>
    );
  return (
    <Field label={t('token')} hint={t('tokenHint')} error={error}>
      <Input
        name="token"
        type="password"
        value={value}
        // Not a password of this site's: nothing for a password manager to fill in or keep.
        autoComplete="off"
        data-1p-ignore=""
        autoCapitalize="off"
        spellCheck={false}
        autoFocus={hasOne}
        maxLength={2_000}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
