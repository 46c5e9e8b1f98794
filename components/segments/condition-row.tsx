import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Operator } from '#domain/contacts/condition-rules.ts';
import { BUILT_IN_FIELDS, operatorsOf, shapeOf, toField } from '#domain/contacts/condition-rules.ts';
import type { FilterOptions } from '#domain/contacts/filter-options.ts';
import { operatorWord } from './condition-words.ts';
import { type DraftRow, type KindOf, newRow, withOperator } from './draft.ts';
import { isPastShape } from './past-values.ts';
import { ValueEditor } from './value-editor.tsx';

type Props = {
  row: DraftRow;
  options: FilterOptions;
  kindOf: KindOf;
  takesFocus: boolean;
  isUnfinished: boolean;
  onChange: (row: DraftRow | null) => void;
};

/** One condition: field, operator, value. */
export function ConditionRow({ row, options, kindOf, takesFocus, isUnfinished, onChange }: Props) {
  const t = useTranslations('filters');
  const field = useRef<HTMLSelectElement>(null);
  const kind = kindOf(row.field);
  const shape = shapeOf(row.field, row.operator, kind) ?? 'none';
  useFocus(field, takesFocus);

  function changeField(name: string) {
    const next = toField(name);
    if (next) onChange({ ...newRow(next, kindOf(next)), key: row.key });
  }

  return (
    <li className="condition" data-row={row.key}>
      <Select
        ref={field}
        aria-label={t('field')}
        value={row.field}
        onChange={({ target }) => changeField(target.value)}
      >
        <FieldOptions options={options} />
      </Select>
      <Select
        aria-label={t('operator')}
        value={row.operator}
        onChange={({ target }) => onChange(withOperator(row, target.value as Operator, kind))}
      >
        {Object.keys(operatorsOf(row.field, kind)).map((operator) => (
          <option key={operator} value={operator}>
            {t(`operators.${operatorWord(row.field, operator)}`)}
          </option>
        ))}
      </Select>
      <div className="condition-value" data-past={isPastShape(shape) || undefined}>
        <ValueEditor
          shape={shape}
          row={row}
          options={options}
          onChange={(values) => onChange({ ...row, values })}
          isInvalid={isUnfinished}
        />
        {isUnfinished && <p className="field-error">{t('unfinished')}</p>}
      </div>
      <IconButton label={t('removeCondition')} onClick={() => onChange(null)}>
        <X />
      </IconButton>
    </li>
  );
}

/** After the dialog itself has put the focus on its first control. */
function useFocus(field: React.RefObject<HTMLSelectElement | null>, takesFocus: boolean) {
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) return;
    isFirst.current = false;
    if (!takesFocus) return;
    const frame = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [field, takesFocus]);
}

function FieldOptions({ options }: { options: FilterOptions }) {
  const t = useTranslations('filters');
  return (
    <>
      <optgroup label={t('builtIn')}>
        {BUILT_IN_FIELDS.map((name) => (
          <option key={name} value={name}>
            {t(`fields.${name}`)}
          </option>
        ))}
      </optgroup>
      {options.fields.length > 0 && (
        <optgroup label={t('ownFields')}>
          {options.fields.map(({ id, name }) => (
            <option key={id} value={`f${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
      )}
    </>
  );
}
