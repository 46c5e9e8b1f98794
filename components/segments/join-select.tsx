import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Select } from '#components/ui/select.tsx';
import type { Join } from '#domain/contacts/filter-tree.ts';

type Props = { value: Join; isGroup?: boolean; onChange: (join: Join) => void };

/** Whether all conditions must hold or any is enough. */
export function JoinSelect({ value, isGroup = false, onChange }: Props) {
  const t = useTranslations('filters');
  const id = useId();
  return (
    <div className="condition-join">
      <label htmlFor={id}>{t(isGroup ? 'groupJoin' : 'join')}</label>
      <Select
        id={id}
        value={value}
        onChange={({ target }) => onChange(target.value === 'any' ? 'any' : 'all')}
      >
        <option value="all">{t('joins.all')}</option>
        <option value="any">{t('joins.any')}</option>
      </Select>
    </div>
  );
}
