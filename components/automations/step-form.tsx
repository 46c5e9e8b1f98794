import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { CONTACT_TYPES } from '#db/values.ts';
import { MAX_WAIT_MINUTES, type StepOf } from '#domain/automations/types.ts';
import { AnswerForm } from './answer-form.tsx';
import { useEditorFacts } from './editor-context.ts';
import { FilterChoice } from './filter-choice.tsx';
import { OwnerForm } from './owner-form.tsx';
import { PickOne } from './pick-one.tsx';
import { SendForm } from './send-form.tsx';
import { NotifyForm, TaskForm } from './tell-form.tsx';
import { TextWithVariables } from './text-with-variables.tsx';
import type { StepFormProps } from './types.ts';
import { WaitForm } from './wait-form.tsx';

/** What a step is told. */
export function StepForm({ step, onChange }: StepFormProps) {
  const t = useTranslations('automations');
  const { choices } = useEditorFacts();
  switch (step.kind) {
    case 'send':
      return <SendForm step={step} onChange={onChange} />;
    case 'notify':
      return <NotifyForm step={step} onChange={onChange} />;
    case 'task':
      return <TaskForm step={step} onChange={onChange} />;
    case 'status':
      return (
        <PickOne
          name="statusId"
          label={t('toStatusStep')}
          value={step.statusId}
          options={choices.statuses}
          onChange={(statusId) => onChange({ ...step, statusId })}
        />
      );
    case 'origin':
      return (
        <PickOne
          name="originId"
          label={t('toOriginStep')}
          value={step.originId}
          options={choices.origins}
          onChange={(originId) => onChange({ ...step, originId })}
        />
      );
    case 'owner':
      return <OwnerForm step={step} onChange={onChange} />;
    case 'type':
      return (
        <Segmented
          legend={t('steps.type')}
          name={`type-${step.key}`}
          value={step.type}
          options={CONTACT_TYPES.map((type) => ({ value: type, label: t(`types.${type}`) }))}
          onChange={(value) => onChange({ ...step, type: value === 'lead' ? 'lead' : 'customer' })}
        />
      );
    case 'field':
      return <AnswerForm step={step} onChange={onChange} />;
    case 'group_add':
    case 'group_remove':
      return (
        <PickOne
          name="groupId"
          label={t('group')}
          value={step.groupId}
          options={choices.groups}
          onChange={(groupId) => onChange({ ...step, groupId })}
        />
      );
    case 'note':
      return (
        <TextWithVariables
          name="text"
          label={t('noteText')}
          value={step.text}
          max={4_000}
          onChange={(text) => onChange({ ...step, text })}
        />
      );
    case 'webhook':
      return (
        <Field label={t('url')} hint={t('urlHint')}>
          <Input
            name="url"
            type="url"
            inputMode="url"
            placeholder="https://"
            value={step.url}
            maxLength={2_000}
            autoComplete="off"
            onChange={(event) => onChange({ ...step, url: event.target.value })}
          />
        </Field>
      );
    case 'wait':
      return <WaitForm step={step} maxMinutes={MAX_WAIT_MINUTES} onChange={onChange} />;
    case 'branch':
      return <QuestionForm step={step} onChange={onChange} />;
    case 'stop':
      return <p className="field-hint">{t('stopHint')}</p>;
  }
}

function QuestionForm({ step, onChange }: StepFormProps<StepOf<'branch'>>) {
  const t = useTranslations('automations');
  const { question } = step;
  return (
    <>
      <Segmented
        legend={t('questionLabel')}
        name={`question-${step.key}`}
        value={question.kind}
        options={(['filter', 'answered'] as const).map((kind) => ({
          value: kind,
          label: t(`questions.${kind}`),
        }))}
        onChange={(kind) =>
          onChange({
            ...step,
            question: kind === 'answered' ? { kind } : { kind: 'filter', filter: '' },
          })
        }
      />
      {question.kind === 'filter' ? (
        <FilterChoice
          label={t('questionFilter')}
          none={t('questionOpen')}
          filter={question.filter}
          onChange={(filter) => onChange({ ...step, question: { kind: 'filter', filter } })}
        />
      ) : (
        <p className="field-hint">{t('answeredHint')}</p>
      )}
    </>
  );
}
