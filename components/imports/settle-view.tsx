'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { SubjectChoices, UnknownValue } from '#domain/imports/types.ts';
import { type Answer, firstAnswer, readAnswer, valueKey } from './settle-answers.ts';
import { SubjectCard } from './subject-card.tsx';
import type { ImportActions } from './types.ts';

type Props = { id: number; subjects: SubjectChoices[]; settle: ImportActions['settle'] };

/** Step three: each value that the workspace does not know, asked once. */
export function SettleView({ id, subjects, settle }: Props) {
  const t = useTranslations('imports.settle');
  const router = useRouter();
  const problems = useProblems();
  const { run, pending, failure } = useAction(settle);
  const open = subjects.filter(({ unknown }) => unknown.length > 0);
  const all = open.flatMap(({ unknown }) => unknown);
  const [answers, setAnswers] = useState(() => new Map(all.map((one) => [valueKey(one), firstAnswer(one)])));
  const [isTried, setTried] = useState(false);
  const missing = all.filter((one) => !answers.get(valueKey(one)));

  const answer = (values: UnknownValue[], chosen: Answer) =>
    setAnswers((before) => new Map([...before, ...values.map((one) => [valueKey(one), chosen] as const)]));

  async function goOn(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (missing.length > 0) return;
    const sent = all.map((one) => ({
      subject: one.subject,
      key: one.key,
      answer: readAnswer(answers.get(valueKey(one)) ?? '', one),
    }));
    const result = await run({ id, answers: sent });
    if (result.ok) router.push(`/imports/${id}`);
  }

  const unanswered = isTried && missing.length > 0 ? t('missing', { count: missing.length }) : null;
  return (
    <form onSubmit={goOn} className="import-form" noValidate>
      <FormErrors errors={unanswered ? [{ message: unanswered }] : problems.list(failure)} />
      <p className="max-w-[72ch] text-foreground-muted">{t('intro')}</p>
      {open.map((subject) => (
        <SubjectCard
          key={subject.subject}
          subject={subject}
          answers={answers}
          isTried={isTried}
          onAnswer={answer}
        />
      ))}
      <div className="import-actions">
        <SubmitButton pending={pending}>{t('goOn')}</SubmitButton>
        <ButtonLink href={`/imports/${id}?step=map`} variant="quiet">
          {t('back')}
        </ButtonLink>
      </div>
    </form>
  );
}
