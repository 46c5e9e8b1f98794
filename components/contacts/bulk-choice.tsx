import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { BulkChange, BulkKind } from '#domain/bulk/change.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import { BulkFieldChoice } from './bulk-field-choice.tsx';

type Kind = Exclude<BulkKind, 'delete'>;
type Props<K extends Kind = Kind> = {
  kind: K;
  choices: ContactChoices;
  onChange: (change: BulkChange | null) => void;
};

/** Into what the contacts are changed. Nothing is chosen at first: an act on many is never a slip. */
export function BulkChoice({ kind, choices, onChange }: Props) {
  if (kind === 'owner') return <OwnerChoice choices={choices} onChange={onChange} />;
  if (kind === 'field') return <BulkFieldChoice fields={choices.fields} onChange={onChange} />;
  return <OneChoice kind={kind} choices={choices} onChange={onChange} />;
}

function OneChoice({ kind, choices, onChange }: Props<Exclude<Kind, 'owner' | 'field'>>) {
  const t = useTranslations('bulkBar');
  const contacts = useTranslations('contacts');
  const numbered = (list: { id: number; name: string }[]) =>
    list.map(({ id, name }) => ({ value: String(id), label: name }));
  const options = {
    status: () => numbered(choices.statuses),
    origin: () => numbered(choices.origins.filter(({ isArchived }) => !isArchived)),
    group_add: () => numbered(choices.groups),
    group_remove: () => numbered(choices.groups),
    type: () =>
      (['lead', 'customer'] as const).map((value) => ({ value, label: contacts(`types.${value}`) })),
    active: () => [
      { value: 'yes', label: t('active') },
      { value: 'no', label: t('inactive') },
    ],
  }[kind]();
  return (
    <Field label={t(`labels.${kind}`)}>
      <Select
        name="value"
        defaultValue=""
        onChange={(event) => onChange(changeFor(kind, event.target.value))}
      >
        <option value="">{t('choose')}</option>
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function changeFor(kind: Exclude<Kind, 'owner' | 'field'>, value: string): BulkChange | null {
  if (value === '') return null;
  switch (kind) {
    case 'status':
      return { kind, statusId: Number(value) };
    case 'origin':
      return { kind, originId: Number(value) };
    case 'group_add':
    case 'group_remove':
      return { kind, groupId: Number(value) };
    case 'type':
      return { kind, type: value === 'customer' ? 'customer' : 'lead' };
    case 'active':
      return { kind, isActive: value === 'yes' };
  }
}

function OwnerChoice({ choices, onChange }: Omit<Props, 'kind'>) {
  const t = useTranslations('bulkBar');
  const [isNobody, setNobody] = useState(false);
  const [ownerIds, setOwnerIds] = useState<number[]>([]);
  const give = (ids: number[]) => {
    setNobody(false);
    setOwnerIds(ids);
    onChange(ids.length > 0 ? { kind: 'owner', ownerIds: ids } : null);
  };
  const giveToNobody = (isOn: boolean) => {
    setNobody(isOn);
    setOwnerIds([]);
    onChange(isOn ? { kind: 'owner', ownerIds: [] } : null);
  };
  return (
    <fieldset className="bulk-owners">
      <legend className="field-label">{t('labels.owner')}</legend>
      <Checkbox
        label={t('nobody')}
        checked={isNobody}
        onChange={(event) => giveToNobody(event.target.checked)}
      />
      {choices.members
        .filter(({ isActive }) => isActive)
        .map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={ownerIds.includes(id)}
            onChange={(event) =>
              give(event.target.checked ? [...ownerIds, id] : ownerIds.filter((one) => one !== id))
            }
          />
        ))}
      <p className="field-hint">{t('split')}</p>
    </fieldset>
  );
}
