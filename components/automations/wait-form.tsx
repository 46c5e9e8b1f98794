import { useTranslations } from 'next-intl';
import { Switch } from '#components/ui/switch.tsx';
import type { Step, StepOf } from '#domain/automations/types.ts';
import { useEditorFacts } from './editor-context.ts';
import { SpanField } from './span-field.tsx';

type Props = { step: StepOf<'wait'>; maxMinutes: number; onChange: (step: Step) => void };

/** How long: a span, until an answer, until working hours; whichever of the first two comes first. */
export function WaitForm({ step, maxMinutes, onChange }: Props) {
  const t = useTranslations('automations');
  const { hasHours } = useEditorFacts();
  const { minutes, untilAnswer, untilWorkingTime } = step;
  return (
    <>
      <Switch
        name="hasSpan"
        label={t('waitSpan')}
        checked={minutes !== null}
        onChange={(event) => onChange({ ...step, minutes: event.target.checked ? 24 * 60 : null })}
      />
      {minutes !== null && (
        <SpanField
          label={t('howLong')}
          minutes={minutes}
          maxMinutes={maxMinutes}
          onChange={(next) => onChange({ ...step, minutes: next })}
        />
      )}
      <Switch
        name="untilAnswer"
        label={t(minutes === null ? 'waitAnswer' : 'waitAnswerOr')}
        checked={untilAnswer}
        onChange={(event) => onChange({ ...step, untilAnswer: event.target.checked })}
      />
      <div className="field">
        <Switch
          name="untilWorkingTime"
          label={t('waitWorking')}
          checked={untilWorkingTime}
          onChange={(event) => onChange({ ...step, untilWorkingTime: event.target.checked })}
        />
        {untilWorkingTime && !hasHours && <p className="field-hint">{t('noHoursYet')}</p>}
      </div>
    </>
  );
}
