'use client';

import { Sparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Clipped } from '#components/ui/clipped.tsx';
import { Select } from '#components/ui/select.tsx';
import type { SubjectChoices, UnknownValue } from '#domain/imports/types.ts';
import { type Answer, valueKey } from './settle-answers.ts';

type Props = {
  subject: SubjectChoices;
  answers: ReadonlyMap<string, Answer>;
  /** The person wanted to go on: what is unanswered is marked. */
  isTried: boolean;
  onAnswer: (values: UnknownValue[], answer: Answer) => void;
};

/** The unknown values of one column: statuses, origins, … */
export function SubjectCard({ subject, answers, isTried, onAnswer }: Props) {
  const t = useTranslations('imports.settle');
  const { unknown, tooMany, mayCreate } = subject;
  const isField = subject.subject.startsWith('field:');
  const kind = isField ? 'field' : subject.subject;
  const open = unknown.filter((one) => !answers.get(valueKey(one)));
  return (
    <section className="import-card" aria-label={t(`titles.${kind}`, { name: subject.name ?? '' })}>
      <div className="import-card-head">
        <h2 className="import-card-title">{t(`titles.${kind}`, { name: subject.name ?? '' })}</h2>
        {open.length > 1 && (
          <span className="row-actions">
            {mayCreate && (
              <Button size="small" onClick={() => onAnswer(open, 'create')}>
                {t('createRest', { count: open.length })}
              </Button>
            )}
            <Button size="small" onClick={() => onAnswer(open, 'default')}>
              {t('defaultRest', { count: open.length })}
            </Button>
          </span>
        )}
      </div>
      <ol className="unknown-values">
        {unknown.map((one) => (
          <UnknownLine
            key={one.key}
            one={one}
            subject={subject}
            answer={answers.get(valueKey(one)) ?? ''}
            isMissing={isTried && !answers.get(valueKey(one))}
            onAnswer={(answer) => onAnswer([one], answer)}
          />
        ))}
      </ol>
      {tooMany > 0 && <p className="text-foreground-muted">{t('tooMany', { count: tooMany })}</p>}
    </section>
  );
}

type LineProps = {
  one: UnknownValue;
  subject: SubjectChoices;
  answer: Answer;
  isMissing: boolean;
  onAnswer: (answer: Answer) => void;
};

function UnknownLine({ one, subject, answer, isMissing, onAnswer }: LineProps) {
  const t = useTranslations('imports.settle');
  const { value, rows, proposal } = one;
  const isProposed = proposal !== null && answer === `use:${proposal.id}`;
  return (
    <li className="unknown-value">
      <span className="min-w-0">
        <Clipped text={value} className="font-medium" />
        <span className="field-hint block tabular-nums">{t('rows', { count: rows })}</span>
      </span>
      <span className="unknown-hint">
        {isProposed && (
          <>
            <Sparkles />
            {t(proposal.because === 'alias' ? 'becauseAlias' : 'becauseSimilar')}
          </>
        )}
      </span>
      <Select
        aria-label={t('becomes', { value })}
        aria-invalid={isMissing || undefined}
        value={answer}
        onChange={(event) => onAnswer(event.target.value)}
      >
        <option value="" disabled>
          {t('choose')}
        </option>
        {subject.mayCreate && <option value="create">{t('create', { value })}</option>}
        <option value="default">{t(subject.subject === 'status' ? 'default' : 'empty')}</option>
        <option value="reject">{t('reject')}</option>
        {subject.choices.length > 0 && (
          <optgroup label={t('use')}>
            {subject.choices.map(({ id, name }) => (
              <option key={id} value={`use:${id}`}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
      </Select>
    </li>
  );
}
