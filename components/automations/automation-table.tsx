import { CopyPlus, EllipsisVertical, Pencil, Trash2, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { reach } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { RUNS_COUNTED } from '#domain/automations/run-counts.ts';
import { freeName } from './free-name.ts';
import { triggerWords } from './trigger-words.ts';
import type { AutomationActions, AutomationRowView, Choices } from './types.ts';
import { type Speaker, useSpeaker } from './use-speaker.tsx';

type Props = {
  rows: AutomationRowView[];
  choices: Choices;
  /** Of all automations, found or not. */
  names: string[];
  actions: AutomationActions;
  onTurn: (row: AutomationRowView, to: 'on' | 'off') => void;
  onDelete: (id: number) => void;
};

/** The automations by name, what each has done this week, and whether it is on. */
export function AutomationTable(props: Props) {
  const t = useTranslations('automations');
  const columns = [...useNameColumns(props), ...useCountColumns(), useVerbColumn(props)];
  return <Table caption={t('title')} columns={columns} rows={props.rows} rowKey={({ id }) => id} />;
}

function useNameColumns({ choices, onTurn }: Props): Column<AutomationRowView>[] {
  const t = useTranslations('automations');
  const speaker = useSpeaker(choices, (filter) => filter);
  return [
    {
      key: 'name',
      header: t('columns.name'),
      isRowHeader: true,
      card: 'title',
      cell: (row) => <Name row={row} speaker={speaker} />,
    },
    {
      key: 'on',
      header: t('columns.on'),
      width: '96px',
      card: 'aside',
      cell: (row) => (
        <Switch
          label={t('onNamed', { name: row.name })}
          hideLabel
          checked={row.isOn}
          disabled={row.trigger === null}
          onChange={() => onTurn(row, row.isOn ? 'off' : 'on')}
        />
      ),
    },
  ];
}

function Name({ row, speaker }: { row: AutomationRowView; speaker: Speaker }) {
  const t = useTranslations('automations');
  const { id, name, isBroken, trigger } = row;
  const trouble = trigger === null ? t('damaged') : isBroken && t('broken');
  return (
    <span className="automation-name">
      {trigger === null ? (
        <span className="block truncate" data-tip-clipped="">
          {name}
        </span>
      ) : (
        <Link
          href={`/automations/${id}`}
          prefetch={false}
          className="row-link block truncate"
          data-tip-clipped=""
        >
          {name}
        </Link>
      )}
      <span className="automation-when truncate">
        {trouble && (
          <span className="automation-broken">
            <TriangleAlert aria-hidden />
            {trouble}
          </span>
        )}
        {trigger && (
          <>
            {t('whenShort')} {triggerWords(speaker, trigger)}
          </>
        )}
      </span>
    </span>
  );
}

function useCountColumns(): Column<AutomationRowView>[] {
  const t = useTranslations('automations');
  const count = (total: number) =>
    total > RUNS_COUNTED ? t('countMore', { count: RUNS_COUNTED }) : t('count', { count: total });
  return [
    {
      key: 'lastRun',
      header: t('columns.lastRun'),
      width: '152px',
      cell: ({ lastRun }) =>
        lastRun ? (
          <Time dateTime={lastRun.iso} relative={lastRun.relative} exact={lastRun.exact} />
        ) : (
          <span className="text-foreground-muted">{t('never')}</span>
        ),
    },
    {
      key: 'runs',
      header: t('columns.runs'),
      width: '152px',
      isNumber: true,
      card: 'meta',
      cell: ({ runTotal, failedTotal }) => (
        <>
          <span className="max-sm:hidden">{count(runTotal)}</span>
          <span className="sm:hidden">
            {t('runsThisWeek', { count: runTotal })}
            {failedTotal > 0 && (
              <span className="automation-failed"> · {t('failedThisWeek', { count: failedTotal })}</span>
            )}
          </span>
        </>
      ),
    },
    {
      key: 'failed',
      header: t('columns.failed'),
      width: '128px',
      isNumber: true,
      cell: ({ failedTotal }) => (
        <span className={failedTotal > 0 ? 'automation-failed' : undefined}>{count(failedTotal)}</span>
      ),
    },
  ];
}

function useVerbColumn({ names, actions, onDelete }: Props): Column<AutomationRowView> {
  const t = useTranslations('automations');
  return {
    key: 'actions',
    header: t('columns.action'),
    width: '72px',
    card: 'end',
    cell: (row) => <RowMenu row={row} names={names} actions={actions} onDelete={onDelete} />,
  };
}

type MenuProps = Pick<Props, 'names' | 'actions' | 'onDelete'> & { row: AutomationRowView };

function RowMenu({ row: { id, name, trigger }, names, actions, onDelete }: MenuProps) {
  const t = useTranslations('automations');
  const router = useRouter();
  const toast = useToast();
  const problems = useProblems();

  async function duplicate() {
    const result = await reach(actions.duplicate, { id, name: freeName(t('copyOf', { name }), names) });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    toast({
      title: t('duplicated', { name: result.value.name }),
      action: { label: t('open'), onSelect: () => router.push(`/automations/${result.value.id}`) },
    });
  }

  return (
    <span className="row-actions justify-start">
      <Menu
        align="end"
        trigger={
          <IconButton size="small" label={t('verbsOf', { name })}>
            <EllipsisVertical />
          </IconButton>
        }
      >
        {trigger && (
          <>
            <MenuItem icon={<Pencil />} href={`/automations/${id}`}>
              {t('edit')}
            </MenuItem>
            <MenuItem icon={<CopyPlus />} onSelect={duplicate}>
              {t('duplicate')}
            </MenuItem>
            <MenuSeparator />
          </>
        )}
        <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => onDelete(id)}>
          {t('delete')}
        </MenuItem>
      </Menu>
    </span>
  );
}
