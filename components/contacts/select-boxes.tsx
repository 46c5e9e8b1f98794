import { useTranslations } from 'next-intl';
import type { KeyboardEvent, MouseEvent } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import type { Column } from '#components/ui/table.tsx';
import type { RowView } from './types.ts';
import type { ListSelection } from './use-selection.ts';

/** The column of check boxes. With Shift, a press or Space takes everything since the last one along. */
export function useSelectColumn(rows: RowView[], selection: ListSelection): Column<RowView> {
  const t = useTranslations('contacts');
  const onTotal = rows.filter(({ id }) => selection.isOn(id)).length;
  const isAllOn = rows.length > 0 && onTotal === rows.length;
  return {
    key: 'select',
    width: '40px',
    card: 'select',
    header: (
      <Checkbox
        label={t('selectPage')}
        hideLabel
        checked={isAllOn}
        ref={(box) => {
          if (box) box.indeterminate = onTotal > 0 && !isAllOn;
        }}
        onChange={() => selection.setPage(!isAllOn)}
      />
    ),
    cell: ({ id, name }) => (
      <Checkbox
        label={t('select', { name })}
        hideLabel
        className="row-select"
        checked={selection.isOn(id)}
        // Not onChange, which knows nothing of Shift; browsers make a click of Space as well.
        onClick={(event: MouseEvent) => selection.press(id, event.shiftKey)}
        onKeyDown={(event: KeyboardEvent) => moveBetween(event)}
        readOnly
      />
    ),
  };
}

/** Up and down go to the box of the row before or after. */
function moveBetween(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const row = event.currentTarget.closest('tr');
  const next = step > 0 ? row?.nextElementSibling : row?.previousElementSibling;
  next?.querySelector<HTMLInputElement>('.row-select input')?.focus();
}
