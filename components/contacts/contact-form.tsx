import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import type { Created } from '#domain/contacts/create.ts';
import type { Duplicate } from '#domain/contacts/find-duplicate.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import { ContactFields, type Draft } from './contact-fields.tsx';
import type { ListActions } from './types.ts';
import { useDuplicates } from './use-duplicates.ts';

type Props = {
  choices: ContactChoices;
  /** Who the contact belongs to unless somebody else is chosen. */
  ownerId: number | null;
  create: ListActions['create'];
  onDone: (created: Created) => void;
};

export function ContactForm({ choices, ownerId, create, onDone }: Props) {
  const t = useTranslations('contacts');
  const problems = useProblems();
  const locale = useLocale();
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(choices, ownerId));
  const { run, pending, failure } = useAction(create);
  const typed = useDuplicates(draft);
  const refused =
    failure?.code === 'duplicate' ? (failure.details as { duplicates: Duplicate[] }).duplicates : [];

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const result = await run({ ...toInput(draft), locale });
    if (result.ok) onDone(result.value);
  }

  return (
    <form onSubmit={submit} noValidate className="contents">
      <DialogBody>
        <FormErrors errors={problems.list(failure)} />
        <ContactFields
          draft={draft}
          choices={choices}
          problem={(field) => problems.at(failure, field)}
          duplicate={(field) => [...typed, ...refused].find((one) => one.field === field)}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
      </DialogBody>
      <DialogFooter>
        <Button type="submit" variant="primary" pending={pending}>
          {t('create')}
        </Button>
      </DialogFooter>
    </form>
  );
}

function emptyDraft(choices: ContactChoices, ownerId: number | null): Draft {
  const [onlyOrigin, ...others] = choices.origins.filter((origin) => !origin.isArchived);
  return {
    firstName: '',
    lastName: '',
    type: 'lead',
    phone: '',
    email: '',
    company: '',
    website: '',
    notes: '',
    isActive: true,
    ownerId: String(ownerId ?? ''),
    statusId: String(choices.statuses.find((status) => status.isDefault)?.id ?? ''),
    fields: {},
    originId: onlyOrigin && others.length === 0 ? String(onlyOrigin.id) : '',
  };
}

function toInput({ ownerId, statusId, ...facts }: Draft) {
  return { ...facts, ownerId: ownerId || null, statusId: statusId || undefined };
}
