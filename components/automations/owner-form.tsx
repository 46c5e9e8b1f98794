import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { OwnerChoice, StepOf } from '#domain/automations/types.ts';
import { useEditorFacts } from './editor-context.ts';
import { PickMany } from './pick-many.tsx';
import { PickOne } from './pick-one.tsx';
import type { StepFormProps } from './types.ts';

const ASSIGNMENTS: OwnerChoice['assignment'][] = ['round_robin', 'fewest_open', 'person', 'nobody'];

/** Who gets the contact, or by which rule. */
export function OwnerForm({ step, onChange }: StepFormProps<StepOf<'owner'>>) {
  const t = useTranslations('automations');
  const { members } = useEditorFacts().choices;
  const { assignment, userIds } = step;
  return (
    <>
      <Field label={t('assignmentLabel')} hint={t(`assignmentHints.${assignment}`)}>
        <Select
          name="assignment"
          value={assignment}
          onChange={({ target: { value } }) => {
            const next = ASSIGNMENTS.find((one) => one === value) ?? 'nobody';
            onChange({ ...step, assignment: next, userIds: [] });
          }}
        >
          {ASSIGNMENTS.map((one) => (
            <option key={one} value={one}>
              {t(`assignments.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      {assignment === 'person' && (
        <PickOne
          name="userId"
          label={t('person')}
          value={userIds[0] ?? 0}
          options={members}
          onChange={(id) => onChange({ ...step, userIds: [id] })}
        />
      )}
      {(assignment === 'round_robin' || assignment === 'fewest_open') && (
        <PickMany
          label={t('among')}
          none={t('allSales')}
          values={userIds}
          options={members}
          onChange={(ids) => onChange({ ...step, userIds: ids })}
        />
      )}
    </>
  );
}
