import { useTranslations } from 'next-intl';
import { type FormEvent, useMemo, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import { TokenField } from './token-field.tsx';
import type { NumberActions, ShownNumber } from './types.ts';

type Props = {
  number: ShownNumber | undefined;
  actions: NumberActions;
  onDone: (id: number) => void;
};

const FIELDS = ['phoneNumberId', 'accountId', 'displayPhone', 'name'] as const;
type FieldName = (typeof FIELDS)[number];

/** What it takes to connect a number. The token is sent, never shown again. */
export function NumberForm({ number, actions, onDone }: Props) {
  const t = useTranslations('whatsapp');
  const problems = useProblems();
  // Live updates under an open form must not change what the person began from.
  const [base] = useState(number);
  const [draft, setDraft] = useState<Record<FieldName, string>>({
    phoneNumberId: base?.phoneNumberId ?? '',
    accountId: base?.accountId ?? '',
    displayPhone: base ? `+${base.displayPhone}` : '',
    name: base?.name ?? '',
  });
  const [token, setToken] = useState('');
  const { run, pending, failure } = useAction(base ? actions.update : actions.connect);
  // A new list takes the focus: made for a new failure only.
  const errors = useMemo(() => problems.list(failure), [failure]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const facts = { ...draft, token };
    const result = await run(base ? { ...facts, id: base.id, version: base.version } : facts);
    if (result.ok) onDone(result.value.id);
  }

  return (
    <form onSubmit={submit} noValidate className="contents">
      <DialogBody>
        <FormErrors errors={errors} />
        {FIELDS.map((name) => (
          <FactField
            key={name}
            name={name}
            value={draft[name]}
            isFixed={name === 'phoneNumberId' && base !== undefined}
            error={problems.at(failure, name)}
            onChange={(value) => setDraft((before) => ({ ...before, [name]: value }))}
          />
        ))}
        <TokenField
          value={token}
          hasOne={base !== undefined}
          error={problems.at(failure, 'token')}
          onChange={setToken}
        />
      </DialogBody>
      <DialogFooter>
        <Button type="submit" variant="primary" pending={pending}>
          {t(base ? 'save' : 'connectSubmit')}
        </Button>
      </DialogFooter>
    </form>
  );
}

type FactProps = {
  name: FieldName;
  value: string;
  isFixed: boolean;
  error: string | undefined;
  onChange: (value: string) => void;
};

const KEYBOARDS = {
  phoneNumberId: 'numeric',
  accountId: 'numeric',
  displayPhone: 'tel',
  name: 'text',
} as const;

function FactField({ name, value, isFixed, error, onChange }: FactProps) {
  const t = useTranslations('whatsapp');
  const hint = isFixed ? t('phoneNumberIdFixed') : t(`${name}Hint`);
  return (
    <Field label={t(name)} hint={hint} optional={name === 'name'} error={error}>
      <Input
        name={name}
        value={value}
        readOnly={isFixed}
        inputMode={KEYBOARDS[name]}
        autoComplete="off"
        maxLength={60}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
