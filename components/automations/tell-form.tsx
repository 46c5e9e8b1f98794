import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { Switch } from '#components/ui/switch.tsx';
import type { Addressee, StepOf } from '#domain/automations/types.ts';
import { useEditorFacts } from './editor-context.ts';
import { NumberField } from './number-field.tsx';
import { PickOne } from './pick-one.tsx';
import { TextWithVariables } from './text-with-variables.tsx';
import type { StepFormProps } from './types.ts';

type To = { to: Addressee; withRoles: boolean; onChange: (to: Addressee) => void };
const ROLES = ['admin', 'manager', 'sales'] as const;

/** To whom: the contact's owner, a role, a person. */
function ToWhom({ to, withRoles, onChange }: To) {
  const t = useTranslations('automations');
  const { members } = useEditorFacts().choices;
  const value = to.kind === 'role' ? to.role : to.kind;
  const roles = withRoles ? ROLES : [];
  return (
    <div className="flow-pair">
      <Field label={t('toWhom')}>
        <Select
          name="to"
          value={value}
          onChange={({ target: { value: next } }) => {
            const role = ROLES.find((one) => one === next);
            if (role) return onChange({ kind: 'role', role });
            onChange(next === 'person' ? { kind: 'person', userId: 0 } : { kind: 'owner' });
          }}
        >
          <option value="owner">{t('addressees.owner')}</option>
          {roles.map((role) => (
            <option key={role} value={role}>
              {t(`addressees.${role}`)}
            </option>
          ))}
          <option value="person">{t('addressees.person')}</option>
        </Select>
      </Field>
      {to.kind === 'person' && (
        <PickOne
          name="userId"
          label={t('person')}
          value={to.userId}
          options={members}
          onChange={(userId) => onChange({ kind: 'person', userId })}
        />
      )}
    </div>
  );
}

/** A notification, and whether it goes by e-mail as well. */
export function NotifyForm({ step, onChange }: StepFormProps<StepOf<'notify'>>) {
  const t = useTranslations('automations');
  const { hasEmail } = useEditorFacts();
  return (
    <>
      <ToWhom to={step.to} withRoles onChange={(to) => onChange({ ...step, to })} />
      <TextWithVariables
        name="text"
        label={t('notifyText')}
        value={step.text}
        max={500}
        onChange={(text) => onChange({ ...step, text })}
      />
      <div className="field">
        <Switch
          name="byEmail"
          label={t('byEmail')}
          checked={step.byEmail}
          onChange={(event) => onChange({ ...step, byEmail: event.target.checked })}
        />
        {step.byEmail && !hasEmail && <p className="field-hint">{t('noEmailYet')}</p>}
      </div>
    </>
  );
}

/** A task, for whom and until when. */
export function TaskForm({ step, onChange }: StepFormProps<StepOf<'task'>>) {
  const t = useTranslations('automations');
  const { dueDays } = step;
  return (
    <>
      <TextWithVariables
        name="title"
        label={t('taskTitle')}
        value={step.title}
        max={200}
        isLine
        onChange={(title) => onChange({ ...step, title })}
      />
      <ToWhom
        to={step.to}
        withRoles={false}
        onChange={(to) => to.kind !== 'role' && onChange({ ...step, to })}
      />
      <Switch
        name="hasDue"
        label={t('hasDue')}
        checked={dueDays !== null}
        onChange={(event) => onChange({ ...step, dueDays: event.target.checked ? 1 : null })}
      />
      {dueDays !== null && (
        <NumberField
          name="dueDays"
          label={t('dueDays')}
          hint={t('dueHint')}
          value={dueDays}
          min={0}
          max={3_650}
          onChange={(days) => onChange({ ...step, dueDays: days })}
        />
      )}
    </>
  );
}
