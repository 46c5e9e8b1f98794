import { CopyPlus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { readableQuery } from '#domain/contacts/filter.ts';
import type { FilterOptions } from '#domain/contacts/filter-options.ts';
import { type FilterTree, type Join, spellFilterTree, unreadOf } from '#domain/contacts/filter-tree.ts';
import { ConditionRow } from './condition-row.tsx';
import {
  type Draft,
  type DraftGroup,
  type DraftRow,
  kindAmong,
  newGroup,
  newRow,
  readDraft,
  replaceRow,
  toDraft,
} from './draft.ts';
import { JoinSelect } from './join-select.tsx';
import type { FilterPlace } from './types.ts';
import { useLiveCount } from './use-live-count.ts';

type Props = {
  at: number;
  place: FilterPlace;
  options: FilterOptions;
  onApply: (where: FilterTree | null) => void;
  onClose: () => void;
};

/** Conditions being made: all or any of them, and one group of its own. */
export function FilterBuilder({ at, place, options, onApply, onClose }: Props) {
  const t = useTranslations('filters');
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(() => toDraft(place.where));
  const [isTold, setTold] = useState(false);
  const { tree, unfinished } = readDraft(draft);
  const unread = place.where ? unreadOf(place.where) : [];
  const shared = { options, unfinished: isTold ? unfinished : [], draft, setDraft };

  function submit(event: FormEvent) {
    event.preventDefault();
    if (unfinished.length === 0) return onApply(tree);
    setTold(true);
    const row = `[data-row="${unfinished[0]}"] .condition-value`;
    form.current?.querySelector<HTMLElement>(`${row} :is(input, button, select)`)?.focus();
  }

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <DialogBody>
        {unread.length > 0 && (
          <p className="filter-unread">{t('unreadGoes', { list: unread.join(' · ') })}</p>
        )}
        <JoinSelect value={draft.join} onChange={(join) => setDraft({ ...draft, join })} />
        <Rows {...shared} rows={draft.rows} focusAt={at} />
        {draft.groups.map((group) => (
          <GroupBox key={group.key} {...shared} group={group} />
        ))}
        <div className="flex flex-wrap gap-2">
          <AddButton onAdd={() => setDraft({ ...draft, rows: [...draft.rows, newRow()] })} />
          {draft.groups.length === 0 && <AddGroup draft={draft} setDraft={setDraft} />}
        </div>
      </DialogBody>
      <DialogFooter>
        <Matching place={place} tree={tree} />
        <Button onClick={() => onApply(null)}>{t('clear')}</Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" variant="primary">
          {t('apply')}
        </Button>
      </DialogFooter>
    </form>
  );
}

type Shared = {
  options: FilterOptions;
  /** Rows that are told to be unfinished. */
  unfinished: number[];
  draft: Draft;
  setDraft: (draft: Draft) => void;
};

function Rows({
  rows,
  options,
  unfinished,
  draft,
  setDraft,
  focusAt,
}: Shared & { rows: DraftRow[]; focusAt?: number }) {
  return (
    <ul className="condition-list">
      {rows.map((row, index) => (
        <ConditionRow
          key={row.key}
          row={row}
          options={options}
          kindOf={kindAmong(options.fields)}
          takesFocus={index === focusAt || row.isNew === true}
          isUnfinished={unfinished.includes(row.key)}
          onChange={(next) => setDraft(replaceRow(draft, row.key, next))}
        />
      ))}
    </ul>
  );
}

function GroupBox({ group, ...shared }: Shared & { group: DraftGroup }) {
  const t = useTranslations('filters');
  const { draft, setDraft } = shared;
  const change = (part: { join?: Join; rows?: DraftRow[] }) => setDraft(withGroup(draft, group.key, part));
  return (
    <fieldset className="condition-group">
      <legend className="sr-only">{t('group')}</legend>
      <JoinSelect value={group.join} isGroup onChange={(join) => change({ join })} />
      <Rows {...shared} rows={group.rows} />
      <AddButton onAdd={() => change({ rows: [...group.rows, newRow()] })} />
    </fieldset>
  );
}

function AddGroup({ draft, setDraft }: Pick<Shared, 'draft' | 'setDraft'>) {
  const t = useTranslations('filters');
  const group = () => newGroup(draft.join === 'all' ? 'any' : 'all');
  return (
    <Button variant="quiet" onClick={() => setDraft({ ...draft, groups: [group()] })}>
      <CopyPlus />
      {t('addGroup')}
    </Button>
  );
}

function withGroup(draft: Draft, key: number, part: { join?: Join; rows?: DraftRow[] }): Draft {
  return {
    ...draft,
    groups: draft.groups.map((group) => (group.key === key ? { ...group, ...part } : group)),
  };
}

function AddButton({ onAdd }: { onAdd: () => void }) {
  const t = useTranslations('filters');
  return (
    <Button variant="quiet" onClick={onAdd}>
      <Plus />
      {t('addCondition')}
    </Button>
  );
}

/** How many contacts the finished conditions match, with everything else that the list is narrowed by. */
function Matching({ place, tree }: { place: FilterPlace; tree: FilterTree | null }) {
  const t = useTranslations('filters');
  const params = new URLSearchParams(place.query);
  params.delete('filter');
  if (tree) params.set('filter', spellFilterTree(tree));
  const count = useLiveCount(readableQuery(params));
  const words =
    count === null
      ? t('counting')
      : count === 'failed'
        ? t('countFailed')
        : t(count.isExact ? 'count' : 'countMore', { count: count.total });
  return (
    <p className="filter-matching" role="status" data-pending={count === null || undefined}>
      {words}
    </p>
  );
}
