import { ArrowDown, ArrowUp, Calendar, CircleCheck, Hash, type LucideIcon, Tags, Type } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Clipped } from '#components/ui/clipped.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { RowDrag } from '#components/ui/row-drag.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import type { FieldKind } from '#db/values.ts';
import type { Field } from '#domain/fields/types.ts';

type Props = {
  rows: Field[];
  onAsk: (panel: 'edit' | 'delete', id: number) => void;
  onReorder: (id: number, beforeId: number | null) => void;
};

const ICONS: Record<FieldKind, LucideIcon> = {
  text: Type,
  number: Hash,
  date: Calendar,
  choice: Tags,
  yes_no: CircleCheck,
};

/** The fields in the order in which forms ask for them. */
export function FieldTable(props: Props) {
  const t = useTranslations('fields');
  const columns = [...useFactColumns(props), useActionColumn(props)];
  return <Table caption={t('title')} columns={columns} rows={props.rows} rowKey={({ id }) => id} />;
}

function useFactColumns({ rows, onReorder }: Props): Column<Field>[] {
  const t = useTranslations('fields');
  const after = (field: Field) => rows[rows.indexOf(field) + 1]?.id ?? null;
  return [
    {
      key: 'order',
      header: <span className="sr-only">{t('columns.order')}</span>,
      width: '32px',
      cell: (field) => (
        <RowDrag
          id={field.id}
          group="fields"
          onDrop={(draggedId, place) => onReorder(draggedId, place === 'before' ? field.id : after(field))}
        />
      ),
    },
    {
      key: 'name',
      header: t('columns.name'),
      isRowHeader: true,
      card: 'title',
      cell: ({ name }) => <Clipped text={name} className="font-medium" />,
    },
    {
      key: 'kind',
      header: t('columns.kind'),
      width: '152px',
      card: 'meta',
      cell: ({ kind }) => <Kind kind={kind} />,
    },
    {
      key: 'choices',
      header: t('columns.choices'),
      width: '280px',
      cell: ({ choices }) => {
        const text = choices.map(({ name }) => name).join(', ');
        return <Clipped text={text} className="text-foreground-muted" />;
      },
    },
  ];
}

function Kind({ kind }: { kind: FieldKind }) {
  const t = useTranslations('fields');
  const Icon = ICONS[kind];
  return (
    <span className="cell-line">
      <Icon />
      {t(`kinds.${kind}`)}
    </span>
  );
}

function useActionColumn({ rows, onAsk, onReorder }: Props): Column<Field> {
  const t = useTranslations('fields');
  const idAt = (index: number) => rows[index]?.id ?? null;
  return {
    key: 'actions',
    header: t('columns.action'),
    width: '208px',
    card: 'end',
    cell: (field) => {
      const { id, name } = field;
      const index = rows.indexOf(field);
      return (
        <span className="row-actions justify-start">
          <Button size="small" onClick={() => onAsk('edit', id)} aria-label={t('editNamed', { name })}>
            {t('edit')}
          </Button>
          <Button size="small" onClick={() => onAsk('delete', id)} aria-label={t('deleteNamed', { name })}>
            {t('delete')}
          </Button>
          {rows.length > 1 && (
            <Menu
              align="end"
              trigger={
                <IconButton size="small" label={t('moreNamed', { name })}>
                  <span className="dots" />
                </IconButton>
              }
            >
              <MenuItem
                icon={<ArrowUp />}
                disabled={index === 0}
                onSelect={() => onReorder(id, idAt(index - 1))}
              >
                {t('moveUp')}
              </MenuItem>
              <MenuItem
                icon={<ArrowDown />}
                disabled={index === rows.length - 1}
                onSelect={() => onReorder(id, idAt(index + 2))}
              >
                {t('moveDown')}
              </MenuItem>
            </Menu>
          )}
        </span>
      );
    },
  };
}
