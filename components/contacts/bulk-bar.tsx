import { CircleDot, Megaphone, MoreHorizontal, UserRound, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import type { BulkKind } from '#domain/bulk/change.ts';
import type { ContactCount } from '#domain/contacts/count.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import { MergeDialog } from './merge-dialog.tsx';
import { selectedPair, selectedTotal, selectionOf } from './selection-rules.ts';
import type { BulkActions, MergeActions, MergeRequest } from './types.ts';
import type { ListSelection } from './use-selection.ts';

// Fetched with the first act: no list needs it to be read.
const BulkDialog = lazy(() => import('./bulk-dialog.tsx'));

type Props = {
  selection: ListSelection;
  /** The filter, as the list's address spells it. */
  list: string;
  count: ContactCount;
  choices: ContactChoices;
  actions: BulkActions;
  merging: MergeActions;
};

/** Stands where the filters were as long as something is selected. */
export function BulkBar({ selection, list, count, choices, actions, merging }: Props) {
  const t = useTranslations('bulkBar');
  const [kind, setKind] = useState<BulkKind | null>(null);
  const [request, setRequest] = useState<MergeRequest | null>(null);
  const { selected } = selection;
  const pair = selectedPair(selected);
  const total = selectedTotal(selected, count.total);
  const isAtLeast = selected.isAll && !count.isExact;
  return (
    <section className="bulk-bar" aria-label={t('label')}>
      <IconButton label={t('clear')} onClick={selection.clear}>
        <X />
      </IconButton>
      <strong className="bulk-total" role="status">
        {t(isAtLeast ? 'selectedMore' : 'selected', { count: total })}
      </strong>
      {!selected.isAll && count.total > total && (
        <Button variant="quiet" size="small" onClick={selection.selectAll}>
          {t(count.isExact ? 'selectAll' : 'selectAllMore', { count: count.total })}
        </Button>
      )}
      <Verbs onChoose={setKind} onMerge={pair ? () => setRequest(pair) : undefined} />
      <MergeDialog
        request={request}
        actions={merging}
        onClose={() => setRequest(null)}
        onMerged={selection.clear}
      />
      {kind && (
        <Suspense fallback={null}>
          <BulkDialog
            key={kind}
            kind={kind}
            selection={selectionOf(selected, list)}
            choices={choices}
            actions={actions}
            onDone={selection.clear}
            onClose={() => setKind(null)}
          />
        </Suspense>
      )}
    </section>
  );
}

type VerbsProps = {
  onChoose: (kind: BulkKind) => void;
  /** Given when exactly two are selected. */
  onMerge: (() => void) | undefined;
};

function Verbs({ onChoose, onMerge }: VerbsProps) {
  const t = useTranslations('bulkBar');
  const verb = (kind: BulkKind, icon: ReactNode) => (
    <Button className="bulk-verb" onClick={() => onChoose(kind)}>
      {icon}
      {t(`verbs.${kind}`)}
    </Button>
  );
  const item = (kind: BulkKind, tone?: 'danger') => (
    <MenuItem tone={tone} onSelect={() => onChoose(kind)}>
      {t(`verbs.${kind}`)}
    </MenuItem>
  );
  return (
    <>
      {verb('status', <CircleDot />)}
      {verb('origin', <Megaphone />)}
      {verb('owner', <UserRound />)}
      <Menu
        trigger={
          <Button>
            <MoreHorizontal />
            {t('more')}
          </Button>
        }
      >
        {item('type')}
        {item('active')}
        {item('group_add')}
        {item('group_remove')}
        {item('field')}
        {onMerge && <MenuItem onSelect={onMerge}>{t('merge')}</MenuItem>}
        <MenuSeparator />
        {item('delete', 'danger')}
        <MenuSeparator />
        <MenuItem href="/bulk">{t('history')}</MenuItem>
      </Menu>
    </>
  );
}
