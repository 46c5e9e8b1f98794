'use client';

import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { RowDrag } from '#components/ui/row-drag.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import type { RuleRef } from '#domain/auto-lead/built-in-rules.ts';
import type { RuleView } from '#domain/auto-lead/rule-list.ts';
import type { Choices } from './types.ts';
import { isFixed, useRuleWords } from './use-rule-words.ts';

type Props = {
  rows: RuleView[];
  choices: Choices;
  onEdit: (id: RuleRef) => void;
  onDelete: (id: RuleRef) => void;
  onReorder: (id: RuleRef, beforeId: RuleRef | null) => void;
  onTurn: (id: RuleRef, isOn: boolean) => void;
};

/** The first rule that fits wins: what each looks at, which origin it gives, whether it is on, and its place. */
export function RuleTable(props: Props) {
  const t = useTranslations('autoLead');
  const says = useRuleWords(props.choices);
  const { rows } = props;
  const columns: Column<RuleView>[] = [
    gripColumn(props, t('columns.order')),
    {
      key: 'rule',
      header: t('columns.rule'),
      isRowHeader: true,
      card: 'title',
      cell: (rule) => (
        <span className="cell-line">
          <span className="rule-place">{rows.indexOf(rule) + 1}</span>
          <span className="min-w-0">{says(rule)}</span>
        </span>
      ),
    },
    {
      key: 'origin',
      header: t('columns.origin'),
      width: '24%',
      card: 'meta',
      cell: (rule) =>
        isFixed(rule) ? (
          <span className="text-foreground-muted">
            {t(`gives.${rule.kind === 'link' ? 'link' : 'alias'}`)}
          </span>
        ) : (
          rule.originName
        ),
    },
    {
      key: 'on',
      header: t('columns.on'),
      width: '64px',
      card: 'aside',
      cell: (rule) => (
        <Switch
          label={t('turnNamed', { name: says(rule) })}
          hideLabel
          checked={rule.isOn}
          onChange={(event) => props.onTurn(rule.id, event.target.checked)}
        />
      ),
    },
    actionColumn(props, t('columns.action'), says),
  ];
  return (
    <div className="rule-table">
      <Table
        caption={t('rules')}
        columns={columns}
        rows={rows}
        rowKey={(rule) => rule.id}
        rowProps={(rule): Record<`data-${string}`, string> => (rule.isOn ? {} : { 'data-faded': 'true' })}
      />
    </div>
  );
}

/** Places stand for rules while one is dragged: two of them have names for ids. */
function gripColumn({ rows, onReorder }: Props, header: string): Column<RuleView> {
  const idAt = (index: number) => rows[index]?.id ?? null;
  return {
    key: 'order',
    header: <span className="sr-only">{header}</span>,
    width: '32px',
    cell: (rule) => {
      const at = rows.indexOf(rule);
      return (
        <RowDrag
          id={at}
          group="rules"
          onDrop={(from, place) => {
            const dragged = idAt(from);
            if (dragged !== null) onReorder(dragged, place === 'before' ? rule.id : idAt(at + 1));
          }}
        />
      );
    },
  };
}

function actionColumn(props: Props, header: string, says: (rule: RuleView) => string): Column<RuleView> {
  return {
    key: 'actions',
    header: <span className="sr-only">{header}</span>,
    width: '132px',
    card: 'end',
    cell: (rule) => <Actions {...props} rule={rule} name={says(rule)} />,
  };
}

type ActionsProps = Props & { rule: RuleView; name: string };

function Actions({ rule, name, rows, onEdit, onDelete, onReorder }: ActionsProps) {
  const t = useTranslations('autoLead');
  const at = rows.indexOf(rule);
  const idAt = (index: number) => rows[index]?.id ?? null;
  return (
    <span className="row-actions justify-end">
      {!isFixed(rule) && (
        <Button size="small" onClick={() => onEdit(rule.id)} aria-label={t('editNamed', { name })}>
          {t('edit')}
        </Button>
      )}
      <Menu
        align="end"
        trigger={
          <IconButton size="small" label={t('moreNamed', { name })}>
            <span className="dots" />
          </IconButton>
        }
      >
        <MenuItem icon={<ArrowUp />} disabled={at === 0} onSelect={() => onReorder(rule.id, idAt(at - 1))}>
          {t('moveUp')}
        </MenuItem>
        <MenuItem
          icon={<ArrowDown />}
          disabled={at === rows.length - 1}
          onSelect={() => onReorder(rule.id, idAt(at + 2))}
        >
          {t('moveDown')}
        </MenuItem>
        {!isFixed(rule) && (
          <MenuItem icon={<Trash2 />} onSelect={() => onDelete(rule.id)}>
            {t('delete')}
          </MenuItem>
        )}
      </Menu>
    </span>
  );
}
