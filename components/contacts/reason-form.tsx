import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import type { Action } from '#domain/result.ts';

type Props = {
  ask: 'revoke' | 'optOut' | 'optIn';
  action: Action<unknown>;
  /** What it is about; the reason is added. */
  input: object;
  onDone: () => void;
};

/** One question: why. The answer is kept with what was done. */
export function ReasonForm({ ask, action, input, onDone }: Props) {
  const t = useTranslations('privacy');
  const problems = useProblems();
  const [reason, setReason] = useState('');
  const { run, pending, failure } = useAction(action);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const result = await run({ ...input, reason });
    if (result.ok) onDone();
  }

  return (
    <form onSubmit={submit} noValidate className="contents">
      <DialogBody>
        <div className="flex flex-col gap-4">
          <FormErrors errors={problems.list(failure)} />
          <p className="text-foreground-muted">{t(`${ask}Body`)}</p>
          <Field label={t('reason')} hint={t(`${ask}Hint`)} error={problems.at(failure, 'reason')}>
            <Input name="reason" value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </div>
      </DialogBody>
      <DialogFooter>
        <Button type="submit" variant="primary" pending={pending}>
          {t(`${ask}Confirm`)}
        </Button>
      </DialogFooter>
    </form>
  );
}
