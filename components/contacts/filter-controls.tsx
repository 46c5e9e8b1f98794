import { useTranslations } from 'next-intl';
import { Select } from '#components/ui/select.tsx';
import { ToneDot } from '#components/ui/tone.tsx';
import { CONTACT_TYPES } from '#db/values.ts';
import type { ContactFilter } from '#domain/contacts/filter.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import { CONTACT_SORTS, type ContactSort, parseContactListQuery } from '#domain/contacts/query.ts';
import { DayBox } from './day-box.tsx';
import { FilterMenu } from './filter-menu.tsx';

type Props = { filter: ContactFilter; onChange: (part: Partial<ContactFilter>) => void };

/** Status, origin, owner and group: any number of each. */
export function ChoiceFilters({ filter, choices, onChange }: Props & { choices: ContactChoices }) {
  const t = useTranslations('contacts');
  const statuses = choices.statuses.map(({ id, name }) => ({
    value: id,
    label: name,
    dot: <ToneDot className={`tone-${id}`} />,
  }));
  const origins = choices.origins.map(({ id, name, isArchived }) => ({
    value: id,
    label: isArchived ? t('archived', { name }) : name,
  }));
  const members = choices.members.map(({ id, name, isActive }) => ({
    value: id,
    label: isActive ? name : t('inactiveMember', { name }),
  }));
  return (
    <>
      <FilterMenu
        label={t('columns.status')}
        name="status"
        chosen={filter.statusIds}
        options={statuses}
        onChange={(statusIds) => onChange({ statusIds })}
      />
      <FilterMenu
        label={t('columns.origin')}
        name="origin"
        chosen={filter.originIds}
        options={origins}
        onChange={(originIds) => onChange({ originIds })}
      />
      <FilterMenu<number | 'none'>
        label={t('columns.owner')}
        name="owner"
        chosen={filter.ownerIds}
        options={[{ value: 'none', label: t('noOwner') }, ...members]}
        onChange={(ownerIds) => onChange({ ownerIds })}
      />
      {(choices.groups.length > 0 || filter.groupIds.length > 0) && (
        <FilterMenu
          label={t('group')}
          name="group"
          chosen={filter.groupIds}
          options={choices.groups.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(groupIds) => onChange({ groupIds })}
        />
      )}
    </>
  );
}

/** Type and active: one or the other, or both. */
export function YesNoFilters({ filter: { type, active }, onChange }: Props) {
  const t = useTranslations('contacts');
  return (
    <>
      <Select
        name="type"
        aria-label={t('columns.type')}
        data-on={type !== null || undefined}
        value={type ?? ''}
        onChange={({ target }) =>
          onChange({ type: CONTACT_TYPES.find((one) => one === target.value) ?? null })
        }
      >
        <option value="">{t('anyType')}</option>
        {CONTACT_TYPES.map((one) => (
          <option key={one} value={one}>
            {t(`types.${one}`)}
          </option>
        ))}
      </Select>
      <Select
        name="active"
        aria-label={t('columns.active')}
        data-on={active !== null || undefined}
        value={active === null ? '' : active ? 'yes' : 'no'}
        onChange={({ target }) => onChange({ active: target.value === '' ? null : target.value === 'yes' })}
      >
        <option value="">{t('anyActive')}</option>
        <option value="yes">{t('onlyActive')}</option>
        <option value="no">{t('onlyInactive')}</option>
      </Select>
    </>
  );
}

/** The first and last day of creation. */
export function PeriodFilter({ filter, onChange }: Props) {
  const t = useTranslations('contacts');
  return (
    <fieldset className="filter-period">
      <legend className="sr-only">{t('period')}</legend>
      <DayBox
        name="from"
        label={t('createdFrom')}
        value={filter.createdFrom}
        onChange={(createdFrom) => onChange({ createdFrom })}
      />
      <span aria-hidden>–</span>
      <DayBox
        name="to"
        label={t('createdTo')}
        value={filter.createdTo}
        onChange={(createdTo) => onChange({ createdTo })}
      />
    </fieldset>
  );
}

type OrderProps = { sort: ContactSort; onChange: (sort: ContactSort) => void };

/** On phones there are no heads of columns to press; elsewhere it is unseen and keeps the order in the form. */
export function OrderSelect({ sort, onChange }: OrderProps) {
  const t = useTranslations('contacts');
  return (
    <Select
      name="sort"
      className="filter-sort"
      aria-label={t('sortBy')}
      value={sort.direction === 'desc' ? `-${sort.by}` : sort.by}
      onChange={({ target }) => onChange(parseContactListQuery({ sort: target.value }).sort)}
    >
      {CONTACT_SORTS.flatMap((by) => [
        <option key={`-${by}`} value={`-${by}`}>
          {t(`sorts.${by}Desc`)}
        </option>,
        <option key={by} value={by}>
          {t(`sorts.${by}Asc`)}
        </option>,
      ])}
    </Select>
  );
}
