import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { CREATION_WAYS, MESSAGE_CHOICES, TRIGGER_KINDS } from '#db/automation-values.ts';
import { blankTrigger } from '#domain/automations/edit-rules.ts';
import type { Trigger, TriggerOf } from '#domain/automations/types.ts';
import { DateForm } from './date-form.tsx';
import { useEditorFacts } from './editor-context.ts';
import { NumberField } from './number-field.tsx';
import { PickMany } from './pick-many.tsx';
import { PickOne } from './pick-one.tsx';
import { SpanField } from './span-field.tsx';

type Props<One extends Trigger = Trigger> = { trigger: One; onChange: (trigger: Trigger) => void };

const GROUPS = {
  contact: ['contact_created', 'status_changed', 'origin_changed', 'owner_changed'],
  talk: ['message_received', 'no_answer_from_us', 'no_answer_from_them'],
  time: ['days_in_status', 'date_arrives'],
  lists: ['group_joined', 'group_left', 'segment_joined', 'segment_left'],
} as const;
const HOURS_MAX = 90 * 24;
const HOUR_UNITS = ['hours', 'days'] as const;

/** What sets the automation off. */
export function TriggerForm({ trigger, onChange }: Props) {
  const t = useTranslations('automations');
  return (
    <>
      <Field label={t('triggerKind')}>
        <Select
          name="trigger"
          value={trigger.kind}
          onChange={(event) => {
            const kind = TRIGGER_KINDS.find((one) => one === event.target.value);
            if (kind) onChange(blankTrigger(kind));
          }}
        >
          {Object.entries(GROUPS).map(([group, kinds]) => (
            <optgroup key={group} label={t(`triggerGroups.${group}`)}>
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`triggers.${kind}`)}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      </Field>
      <Details key={trigger.kind} trigger={trigger} onChange={onChange} />
    </>
  );
}

function Details({ trigger, onChange }: Props) {
  const t = useTranslations('automations');
  const { choices } = useEditorFacts();
  switch (trigger.kind) {
    case 'contact_created':
      return (
        <PickMany
          label={t('waysLabel')}
          none={t('anyWay')}
          values={trigger.ways}
          options={CREATION_WAYS.map((way) => ({ id: way, name: t(`ways.${way}`) }))}
          onChange={(ways) => onChange({ ...trigger, ways })}
        />
      );
    case 'status_changed':
      return <StatusMove trigger={trigger} onChange={onChange} />;
    case 'origin_changed':
      return (
        <PickMany
          label={t('toOrigin')}
          none={t('anyOrigin')}
          values={trigger.to}
          options={choices.origins}
          onChange={(to) => onChange({ ...trigger, to })}
        />
      );
    case 'owner_changed':
      return (
        <PickMany<number | 'none'>
          label={t('toOwner')}
          none={t('anyOwner')}
          values={trigger.to}
          options={[{ id: 'none', name: t('nobody') }, ...choices.members]}
          onChange={(to) => onChange({ ...trigger, to })}
        />
      );
    case 'message_received':
      return <MessageForm trigger={trigger} onChange={onChange} />;
    case 'no_answer_from_us':
    case 'no_answer_from_them':
      return <SilenceForm trigger={trigger} onChange={onChange} />;
    case 'days_in_status':
      return <StayForm trigger={trigger} onChange={onChange} />;
    case 'date_arrives':
      return <DateForm trigger={trigger} onChange={onChange} />;
    case 'group_joined':
    case 'group_left':
      return (
        <PickOne
          name="groupId"
          label={t('group')}
          value={trigger.groupId}
          options={choices.groups}
          onChange={(groupId) => onChange({ ...trigger, groupId })}
        />
      );
    case 'segment_joined':
    case 'segment_left':
      return (
        <PickOne
          name="segmentId"
          label={t('segment')}
          hint={t('segmentHint')}
          value={trigger.segmentId}
          options={choices.segments}
          onChange={(segmentId) => onChange({ ...trigger, segmentId })}
        />
      );
  }
}

function StatusMove({ trigger, onChange }: Props<TriggerOf<'status_changed'>>) {
  const t = useTranslations('automations');
  const options = useEditorFacts().choices.statuses.map((one) => ({ ...one, tone: one.id }));
  return (
    <div className="flow-pair">
      <PickMany
        label={t('fromStatus')}
        none={t('anyStatus')}
        values={trigger.from}
        options={options}
        onChange={(from) => onChange({ ...trigger, from })}
      />
      <PickMany
        label={t('toStatus')}
        none={t('anyStatus')}
        values={trigger.to}
        options={options}
        onChange={(to) => onChange({ ...trigger, to })}
      />
    </div>
  );
}

function MessageForm({ trigger, onChange }: Props<TriggerOf<'message_received'>>) {
  const t = useTranslations('automations');
  const { which, texts, hours } = trigger;
  return (
    <>
      <Field label={t('whichMessage')}>
        <Select
          name="which"
          value={which}
          onChange={(event) => {
            const next = MESSAGE_CHOICES.find((one) => one === event.target.value) ?? 'any';
            onChange({ ...trigger, which: next, texts: [], hours: next === 'after_silence' ? 24 * 7 : null });
          }}
        >
          {MESSAGE_CHOICES.map((one) => (
            <option key={one} value={one}>
              {t(`messages.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      {which === 'contains' && (
        <Field label={t('words')} hint={t('wordsHint')}>
          <Input
            name="texts"
            defaultValue={texts.join(', ')}
            maxLength={500}
            autoComplete="off"
            onChange={(event) => {
              const list = event.target.value.split(',').map((text) => text.trim().slice(0, 100));
              onChange({ ...trigger, texts: list.filter(Boolean).slice(0, 20) });
            }}
          />
        </Field>
      )}
      {which === 'after_silence' && (
        <SpanField
          label={t('silence')}
          minutes={(hours ?? 24 * 7) * 60}
          maxMinutes={HOURS_MAX * 60}
          units={HOUR_UNITS}
          onChange={(minutes) => onChange({ ...trigger, hours: minutes / 60 })}
        />
      )}
    </>
  );
}

function SilenceForm({ trigger, onChange }: Props<TriggerOf<'no_answer_from_us' | 'no_answer_from_them'>>) {
  const t = useTranslations('automations');
  const { hasHours } = useEditorFacts();
  return (
    <>
      <SpanField
        label={t('afterSpan')}
        minutes={trigger.hours * 60}
        maxMinutes={HOURS_MAX * 60}
        units={HOUR_UNITS}
        onChange={(minutes) => onChange({ ...trigger, hours: minutes / 60 })}
      />
      <div className="field">
        <Switch
          name="inWorkingTime"
          label={t('workingTimeOnly')}
          checked={trigger.inWorkingTime}
          onChange={(event) => onChange({ ...trigger, inWorkingTime: event.target.checked })}
        />
        {trigger.inWorkingTime && !hasHours && <p className="field-hint">{t('noHoursYet')}</p>}
      </div>
    </>
  );
}

function StayForm({ trigger, onChange }: Props<TriggerOf<'days_in_status'>>) {
  const t = useTranslations('automations');
  const options = useEditorFacts().choices.statuses.map((one) => ({ ...one, tone: one.id }));
  return (
    <div className="flow-pair">
      <PickMany
        label={t('inStatus')}
        none={t('anyStatus')}
        values={trigger.statusIds}
        options={options}
        onChange={(statusIds) => onChange({ ...trigger, statusIds })}
      />
      <NumberField
        name="days"
        label={t('forDays')}
        value={trigger.days}
        min={1}
        max={3_650}
        onChange={(days) => onChange({ ...trigger, days })}
      />
    </div>
  );
}
