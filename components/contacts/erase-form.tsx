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

type Props = { contact: { id: number; name: string }; erase: Action<unknown>; onErased: () => void };

/** Names the consequences, and has the person's name typed. */
export function EraseForm({ contact, erase, onErased }: Props) {
  const t = useTranslations('privacy');
  const problems = useProblems();
  const [name, setName] = useState('');
  const { run, pending, failure } = useAction(erase);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const result = await run({ id: contact.id, name });
    if (result.ok) onErased();
  }

  return (
    <form onSubmit={submit} noValidate className="contents">
      <DialogBody>
        <div className="flex flex-col gap-4">
          <FormErrors errors={problems.list(failure)} />
          <ul className="flex list-disc flex-col gap-1 ps-5">
            <li>{t('eraseContact')}</li>
            <li>{t('eraseCopies')}</li>
            <li>{t('eraseHistory')}</li>
            <li className="font-medium">{t('eraseForGood')}</li>
          </ul>
          <Field
            label={t.rich('eraseName', {
              name: () => <strong className="wrap-anywhere">{contact.name}</strong>,
            })}
            error={problems.at(failure, 'name')}
          >
            <Input
              name="name"
              autoComplete="off"
              spellCheck={false}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
        </div>
      </DialogBody>
      <DialogFooter>
        <Button type="submit" variant="danger" pending={pending}>
          {t('eraseConfirm')}
        </Button>
      </DialogFooter>
    </form>
  );
}
