import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { startTransition, useOptimistic, useState } from 'react';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import type { Answers, Field, FieldValue } from '#domain/fields/types.ts';
import type { Action } from '#domain/result.ts';
import { ChoiceMenu } from './choice-menu.tsx';
import { CustomField } from './custom-field.tsx';
import { saveOver } from './save-over.ts';
import type { CustomTexts } from './types.ts';

type Props = {
  contact: Contact;
  fields: Field[];
  /** The answers as they are shown and as they are typed, by field. */
  texts: CustomTexts;
  update: Action<unknown>;
};

/** Fewer without an answer are shown as they are. */
const EMPTY_SHOWN = 5;

/** The workspace's own fields, each answered where it stands; where many have no answer, these stand behind a button. */
export function CustomFields({ contact, fields, texts, update }: Props) {
  const t = useTranslations('contacts');
  const { answers, answer } = useAnswers(contact, update);
  const [isAllShown, showAll] = useState(false);
  const isEmpty = ({ id }: Field) => (contact.fields[id] ?? null) === null;
  const empty = fields.filter(isEmpty);
  const isFolded = !isAllShown && empty.length > EMPTY_SHOWN;
  const shown = isFolded ? fields.filter((field) => !isEmpty(field)) : fields;
  if (fields.length === 0) return null;
  return (
    <section className="contact-card" aria-labelledby="custom-title">
      <header className="contact-card-header">
        <h2 id="custom-title">{t('customFields')}</h2>
      </header>
      <dl className="details">
        {shown.map((field) =>
          field.kind === 'choice' || field.kind === 'yes_no' ? (
            <Choice
              key={field.id}
              field={field}
              value={answers[field.id] ?? null}
              onAnswer={(value) => answer(field.id, value)}
            />
          ) : (
            <CustomField
              key={field.id}
              contact={contact}
              field={field}
              text={texts[field.id] ?? { shown: '', typed: '' }}
              update={update}
            />
          ),
        )}
      </dl>
      {isFolded && (
        <div>
          <Button size="small" variant="quiet" onClick={() => showAll(true)}>
            <ChevronDown />
            {t('showEmpty', { count: empty.length })}
          </Button>
        </div>
      )}
    </section>
  );
}

type ChoiceProps = { field: Field; value: FieldValue; onAnswer: (value: FieldValue) => void };

function Choice({ field, value, onAnswer }: ChoiceProps) {
  const t = useTranslations('contacts');
  const { name, kind } = field;
  const options =
    kind === 'choice'
      ? field.choices.map((choice) => ({ value: String(choice.id), label: choice.name }))
      : [
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ];
  const current = options.find((option) => option.value === String(value));
  const read = (chosen: string): FieldValue =>
    chosen === '' ? null : kind === 'choice' ? Number(chosen) : chosen === 'true';
  return (
    <div className="detail">
      <dt className="wrap-anywhere">{name}</dt>
      <dd>
        <div className="detail-value">
          <ChoiceMenu
            label={name}
            shown={
              current ? (
                <span className="truncate">{current.label}</span>
              ) : (
                <span className="text-foreground-subtle">{t('noAnswer')}</span>
              )
            }
            value={current?.value ?? ''}
            options={[{ value: '', label: t('noAnswer') }, ...options]}
            onChange={(chosen) => onAnswer(read(chosen))}
          />
        </div>
      </dd>
    </div>
  );
}

/** Choices answer at once; what the server says replaces it. */
function useAnswers(contact: Contact, update: Action<unknown>) {
  const toast = useToast();
  const problems = useProblems();
  const [answers, show] = useOptimistic<Answers, Answers>(contact.fields, (now, part) => ({
    ...now,
    ...part,
  }));
  const answer = (id: number, value: FieldValue) =>
    startTransition(async () => {
      show({ [id]: value });
      const result = await saveOver(update, { ...contact }, { fields: { [id]: value } });
      if (!result.ok) toast({ title: problems.sentence(result), tone: 'danger' });
    });
  return { answers, answer };
}
