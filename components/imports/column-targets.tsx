'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { classNames } from '#components/ui/class-names.ts';
import { Clipped } from '#components/ui/clipped.tsx';
import { Select } from '#components/ui/select.tsx';
import type { ColumnTarget, FactTarget, FileColumn, ImportField } from '#domain/imports/types.ts';
import { useColumnName } from './use-column-name.ts';

const PERSON: FactTarget[] = [
  'name',
  'firstName',
  'lastName',
  'phone',
  'email',
  'company',
  'website',
  'notes',
];
const PLACE: FactTarget[] = ['status', 'origin', 'owner', 'group', 'type', 'isActive', 'id'];

type Props = {
  columns: FileColumn[];
  targets: ColumnTarget[];
  fields: ImportField[];
  /** The column, from 1, that the server refused. */
  refused: string | number | undefined;
  onChange: (index: number, target: ColumnTarget) => void;
};

/** Each column of the file with what stands in it, and what it becomes. */
export function ColumnTargets({ columns, targets, fields, refused, onChange }: Props) {
  const t = useTranslations('imports');
  const format = useFormatter();
  const columnName = useColumnName();
  return (
    <ol className="column-targets">
      {columns.map((column, index) => {
        const name = columnName(column.header, index);
        const target = targets[index] ?? 'skip';
        const samples = column.sample.length > 0 ? column.sample.join(' · ') : t('emptyColumn');
        return (
          // A header may stand twice: only its place tells columns apart.
          <li key={index} className={classNames('column-target', target === 'skip' && 'is-skipped')}>
            <div className="min-w-0">
              <Clipped text={name} className="font-medium" />
              <Clipped text={samples} className="text-foreground-muted" />
            </div>
            <span className="column-filled tabular-nums text-foreground-muted">
              {t('filled', { count: column.filled, shown: format.number(column.filled) })}
            </span>
            <Select
              id={index === 0 ? 'field-columns' : undefined}
              aria-label={t('becomes', { column: name })}
              aria-invalid={Number(refused) === index + 1 || undefined}
              value={target}
              onChange={(event) => onChange(index, event.target.value as ColumnTarget)}
            >
              <option value="skip">{t('targets.skip')}</option>
              <optgroup label={t('targetGroups.person')}>
                <Options targets={PERSON} />
              </optgroup>
              <optgroup label={t('targetGroups.place')}>
                <Options targets={PLACE} />
              </optgroup>
              {fields.length > 0 && (
                <optgroup label={t('targetGroups.fields')}>
                  {fields.map((field) => (
                    <option key={field.id} value={`field:${field.id}`}>
                      {field.name}
                    </option>
                  ))}
                </optgroup>
              )}
            </Select>
          </li>
        );
      })}
    </ol>
  );
}

function Options({ targets }: { targets: FactTarget[] }) {
  const t = useTranslations('imports.targets');
  return targets.map((target) => (
    <option key={target} value={target}>
      {t(target)}
    </option>
  ));
}
