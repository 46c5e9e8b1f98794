import { BookmarkPlus, Check, Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/menu.tsx';
import type { SavedReport } from '#domain/saved-reports/list.ts';
import { savedHref } from '#domain/saved-reports/rules.ts';

type Props = {
  list: SavedReport[];
  current: SavedReport | null;
  trigger: ReactElement;
  onNew: () => void;
  /** Left out for those who may not change the one that is open. */
  onEdit: (() => void) | undefined;
  onDelete: (() => void) | undefined;
};

/** Saved reports to open, one's own and the team's, and the verbs for the one that is open. */
export function SavedMenu({ list, current, trigger, onNew, onEdit, onDelete }: Props) {
  const t = useTranslations('savedReports');
  return (
    <Menu trigger={trigger}>
      <Some title={t('own')} list={list.filter(({ isShared }) => !isShared)} current={current} />
      <Some title={t('shared')} list={list.filter(({ isShared }) => isShared)} current={current} />
      <MenuSeparator />
      <MenuItem icon={<BookmarkPlus />} onSelect={onNew}>
        {t('save')}
      </MenuItem>
      {onEdit && (
        <MenuItem icon={<Pencil />} onSelect={onEdit}>
          {t('edit')}
        </MenuItem>
      )}
      {onDelete && (
        <MenuItem icon={<Trash2 />} tone="danger" onSelect={onDelete}>
          {t('delete')}
        </MenuItem>
      )}
    </Menu>
  );
}

function Some({ title, list, current }: Pick<Props, 'list' | 'current'> & { title: string }) {
  if (list.length === 0) return null;
  return (
    <>
      <MenuLabel>{title}</MenuLabel>
      {list.map((saved) => (
        <MenuItem
          key={saved.id}
          href={savedHref(saved)}
          aside={saved.id === current?.id ? <Check aria-hidden /> : undefined}
        >
          {saved.name}
        </MenuItem>
      ))}
    </>
  );
}
