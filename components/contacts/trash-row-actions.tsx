import { Download, Ellipsis, Eraser } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Restored } from '#domain/contacts/restore.ts';
import type { Action } from '#domain/result.ts';
import type { TrashQuestion } from './trash-dialog.tsx';
import type { TrashView } from './trash-view.ts';

type Props = {
  row: TrashView;
  may: { export: boolean; erase: boolean };
  restore: Action<Restored>;
  onAsk: (question: TrashQuestion) => void;
};

/** Back to the list, and what the law lets the person ask for. */
export function TrashRowActions({ row, may, restore, onAsk }: Props) {
  const t = useTranslations('trash');
  const privacy = useTranslations('privacy');
  const { id, name } = row;
  const href = (format: string) => `/api/contacts/personal-data?id=${id}&format=${format}`;
  const button = useRef<HTMLButtonElement>(null);
  useFocusOnNextRow(button);
  const { bringBack, pending } = useRestore(row, restore, onAsk);
  return (
    <span className="row-actions justify-start">
      <Button
        ref={button}
        size="small"
        pending={pending}
        aria-label={t('restoreNamed', { name })}
        data-restore=""
        onClick={bringBack}
      >
        {t('restore')}
      </Button>
      {(may.export || may.erase) && (
        <Menu
          align="end"
          trigger={
            <IconButton label={t('moreNamed', { name })} className="btn-small">
              <Ellipsis />
            </IconButton>
          }
        >
          {may.export && (
            <>
              <MenuItem icon={<Download />} href={href('json')} isDownload>
                {privacy('exportJson')}
              </MenuItem>
              <MenuItem icon={<Download />} href={href('csv')} isDownload>
                {privacy('exportCsv')}
              </MenuItem>
            </>
          )}
          {may.export && may.erase && <MenuSeparator />}
          {may.erase && (
            <MenuItem
              icon={<Eraser />}
              tone="danger"
              onSelect={() => onAsk({ ask: 'erase', contact: { id, name } })}
            >
              {privacy('erase')}
            </MenuItem>
          )}
        </Menu>
      )}
    </span>
  );
}

function useRestore({ id, name }: TrashView, restore: Action<Restored>, onAsk: Props['onAsk']) {
  const t = useTranslations('trash');
  const toast = useToast();
  const router = useRouter();
  const problems = useProblems();
  const { run, pending } = useAction(restore);

  async function bringBack() {
    const result = await run({ id });
    if (result.ok) {
      return toast({
        title: t(result.value.isStatusReplaced ? 'restoredElsewhere' : 'restored', { name }),
        action: { label: t('open'), onSelect: () => router.push(`/contacts/${id}`) },
      });
    }
    if (result.code === 'duplicate') return onAsk({ ask: 'refused', name, failure: result });
    if (result.code === 'not_found') {
      router.refresh();
      return toast({ title: t('alreadyGone', { name }), tone: 'warning' });
    }
    const isOriginGone = result.fields.originId !== undefined;
    toast({ title: isOriginGone ? t('originGone', { name }) : problems.sentence(result), tone: 'danger' });
  }

  return { bringBack, pending };
}

/** The row goes with the button that was pressed: the focus goes on to the next one, for whoever restores several. */
function useFocusOnNextRow(button: RefObject<HTMLButtonElement | null>) {
  useLayoutEffect(() => {
    const own = button.current;
    return () => {
      if (document.activeElement !== own) return;
      const row = own?.closest('tr');
      const next = row?.nextElementSibling ?? row?.previousElementSibling;
      const other = next?.querySelector<HTMLElement>('[data-restore]');
      queueMicrotask(() => (other ?? document.getElementById('content'))?.focus());
    };
  }, [button]);
}
