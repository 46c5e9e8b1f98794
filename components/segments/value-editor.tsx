import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { CONTACT_TYPES, STATUS_KINDS } from '#db/values.ts';
import { customFieldId, OWNER_WORDS, SPAN_UNITS, type ValueShape } from '#domain/contacts/condition-rules.ts';
import type { FilterOptions } from '#domain/contacts/filter-options.ts';
import type { DraftRow } from './draft.ts';
import { PastEditor } from './past-editor.tsx';
import { isPastShape } from './past-values.ts';
import { type PickOption, ValuePicker } from './value-picker.tsx';

type Props = {
  shape: ValueShape;
  row: DraftRow;
  options: FilterOptions;
  isInvalid: boolean;
  onChange: (values: string[]) => void;
};

/** The boxes that a condition's values need. */
export function ValueEditor({ shape, row, options, isInvalid, onChange }: Props) {
  const t = useTranslations('filters');
  const { values } = row;
  const offered = usePickOptions(row, shape, options);
  const box = { values, isInvalid, onChange };
  if (isPastShape(shape)) return <PastEditor {...box} shape={shape} options={options} />;
  switch (shape) {
    case 'none':
      return null;
    case 'text':
      return (
        <Boxes {...box} labels={[t('value')]} suggestions={row.field === 'consent' ? options.purposes : []} />
      );
    case 'digits':
      return <Boxes {...box} labels={[t('value')]} inputMode="tel" />;
    case 'day':
      return <Boxes {...box} labels={[t('day')]} type="date" />;
    case 'days':
      return <Boxes {...box} labels={[t('fromDay'), t('toDay')]} type="date" />;
    case 'number':
      return <Boxes {...box} labels={[t('value')]} inputMode="decimal" />;
    case 'numbers':
      return <Boxes {...box} labels={[t('from'), t('to')]} inputMode="decimal" />;
    case 'span':
      return <Span value={values[0] ?? '30d'} isInvalid={isInvalid} onChange={(span) => onChange([span])} />;
    default:
      return <ValuePicker chosen={values} options={offered} isInvalid={isInvalid} onChange={onChange} />;
  }
}

/** What can be chosen for a condition about things that have names. */
function usePickOptions(
  { field, operator }: DraftRow,
  shape: ValueShape,
  options: FilterOptions,
): PickOption[] {
  const t = useTranslations('filters');
  const named = (list: { id: number; name: string }[]) =>
    list.map(({ id, name }) => ({ value: String(id), label: name }));
  if (shape === 'types') return CONTACT_TYPES.map((value) => ({ value, label: t(`values.${value}`) }));
  if (shape === 'kinds') return STATUS_KINDS.map((value) => ({ value, label: t(`values.${value}`) }));
  if (shape === 'owners')
    return [
      ...OWNER_WORDS.map((value) => ({ value, label: t(`values.${value}`) })),
      ...named(options.members),
    ];
  switch (field) {
    case 'status':
      return named(options.statuses);
    case 'origin':
      return named(options.origins);
    case 'touch':
      return named(operator.endsWith('_as') ? [...options.origins, ...options.merged] : options.origins);
    case 'group':
      return named(options.groups);
    case 'import':
      return named(options.imports);
    default:
      return named(options.fields.find(({ id }) => id === customFieldId(field))?.choices ?? []);
  }
}

type BoxesProps = {
  values: string[];
  labels: string[];
  isInvalid: boolean;
  type?: 'date';
  inputMode?: 'tel' | 'decimal';
  suggestions?: string[];
  onChange: (values: string[]) => void;
};

function Boxes({ values, labels, isInvalid, suggestions = [], onChange, ...input }: BoxesProps) {
  const listId = useId();
  return (
    <div className="condition-boxes">
      {labels.map((label, index) => (
        <Input
          key={label}
          {...input}
          aria-label={label}
          aria-invalid={isInvalid || undefined}
          maxLength={100}
          autoComplete="off"
          list={suggestions.length > 0 ? listId : undefined}
          value={values[index] ?? ''}
          onChange={({ target }) =>
            onChange(labels.map((_, at) => (at === index ? target.value : (values[at] ?? ''))))
          }
        />
      ))}
      {suggestions.length > 0 && (
        <datalist id={listId}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </div>
  );
}

function Span({
  value,
  isInvalid,
  onChange,
}: {
  value: string;
  isInvalid: boolean;
  onChange: (span: string) => void;
}) {
  const t = useTranslations('filters');
  const unit = SPAN_UNITS.find((one) => value.endsWith(one)) ?? 'd';
  const count = value.slice(0, -1);
  return (
    <div className="condition-boxes">
      <Input
        type="number"
        min={1}
        max={999}
        aria-label={t('howMany')}
        aria-invalid={isInvalid || undefined}
        value={count}
        onChange={({ target }) => onChange(`${target.value}${unit}`)}
      />
      <Select
        aria-label={t('unit')}
        value={unit}
        onChange={({ target }) => onChange(`${count}${target.value}`)}
      >
        {SPAN_UNITS.map((one) => (
          <option key={one} value={one}>
            {t(`units.${one}`)}
          </option>
        ))}
      </Select>
    </div>
  );
}
