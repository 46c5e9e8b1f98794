import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { ASSIGNMENTS } from '#db/whatsapp-values.ts';
import { ChoiceField } from './choice-field.tsx';
import type { Choices, Settings } from './types.ts';

export type FieldsProps = {
  draft: Settings;
  choices: Choices;
  onChange: (part: Partial<Settings>) => void;
  errorAt: (name: string) => string | undefined;
};

/** Whom new leads are given to, and how many a person should have. */
export function AssignmentFields({ draft, choices, onChange, errorAt }: FieldsProps) {
  const t = useTranslations('autoLead');
  const { assignment, personId, openLimit } = draft;
  const takesTurns = assignment === 'round_robin' || assignment === 'fewest_open';
  return (
    <>
      <Field label={t('assignedTo')} error={errorAt('assignment')}>
        <Select
          name="assignment"
          value={assignment}
          onChange={(event) =>
            onChange({ assignment: ASSIGNMENTS.find((one) => one === event.target.value) ?? 'nobody' })
          }
        >
          {ASSIGNMENTS.map((one) => (
            <option key={one} value={one}>
              {t(`assignments.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      {assignment === 'person' && (
        <ChoiceField
          label={t('person')}
          name="personId"
          value={personId}
          none={t('choosePerson')}
          options={choices.members}
          error={errorAt('personId')}
          onChange={(id) => onChange({ personId: id })}
        />
      )}
      {takesTurns && <TurnTakers {...{ draft, choices, onChange, errorAt }} />}
      {assignment !== 'nobody' && (
        <Field label={t('openLimit')} hint={t('openLimitHint')} error={errorAt('openLimit')} optional>
          <Input
            name="openLimit"
            className="max-w-28"
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            value={openLimit ?? ''}
            onChange={(event) => onChange({ openLimit: limitOf(event.target.value) })}
          />
        </Field>
      )}
    </>
  );
}

/** Anything but digits is left out while typing. */
function limitOf(typed: string): number | null {
  const digits = typed.replaceAll(/\D/g, '');
  return digits === '' ? null : Number(digits);
}

function TurnTakers({ draft: { memberIds }, choices, onChange, errorAt }: FieldsProps) {
  const t = useTranslations('autoLead');
  const error = errorAt('memberIds');
  const known = memberIds.filter((id) => choices.members.some((member) => member.id === id));
  const toggle = (id: number, isIn: boolean) =>
    onChange({ memberIds: isIn ? [...known, id] : known.filter((one) => one !== id) });
  return (
    <fieldset className="auto-lead-people" aria-describedby="memberIds-hint">
      <legend className="field-label">{t('turnTakers')}</legend>
      {error && <p className="field-error">{error}</p>}
      {choices.members.map((member, index) => (
        <Checkbox
          key={member.id}
          id={index === 0 ? 'field-memberIds' : undefined}
          name="memberIds"
          label={member.name}
          checked={known.includes(member.id)}
          onChange={(event) => toggle(member.id, event.target.checked)}
        />
      ))}
      <p className="field-hint" id="memberIds-hint">
        {known.length === 0
          ? t('turnsOfAll', { count: choices.members.filter(({ isSales }) => isSales).length })
          : t('turnsOfSome', { count: known.length })}
      </p>
    </fieldset>
  );
}
