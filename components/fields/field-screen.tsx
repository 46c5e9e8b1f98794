'use client';

import { ListPlus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { startTransition, useOptimistic } from 'react';
import { reach } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useLastKnown } from '#components/ui/use-last-known.ts';
import { usePanel } from '#components/ui/use-panel.ts';
import { FIELDS_MAX, reordered } from '#domain/fields/rules.ts';
import type { Field } from '#domain/fields/types.ts';
import { DeleteField } from './delete-field.tsx';
import { FieldDialog } from './field-dialog.tsx';
import { FieldTable } from './field-table.tsx';
import type { FieldActions } from './types.ts';

type Props = { fields: Field[]; actions: FieldActions };

/** The whole of /settings/fields below the tabs. */
export function FieldScreen({ fields, actions }: Props) {
  const t = useTranslations('fields');
  const { panel, open, close } = usePanel();
  const { rows, reorder } = useOrder(fields, actions);
  const subjectId = Number(panel?.id);
  const subject = useLastKnown(
    fields.find((field) => field.id === subjectId),
    subjectId,
  );
  const add = (
    <Button variant="primary" onClick={() => open('new')}>
      <Plus />
      {t('new')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('title')}
        action={add}
        aside={
          fields.length > 0 && (
            <p className="contact-total">{t('count', { count: fields.length, max: FIELDS_MAX })}</p>
          )
        }
      />
      {rows.length > 0 ? (
        <FieldTable rows={rows} onAsk={open} onReorder={reorder} />
      ) : (
        <Empty icon={<ListPlus />} title={t('empty')} action={add}>
          {t('emptyWhy')}
        </Empty>
      )}
      <FieldDialog
        open={panel?.name === 'new' || (panel?.name === 'edit' && subject !== undefined)}
        field={panel?.name === 'edit' ? subject : undefined}
        actions={actions}
        onClose={close}
      />
      <DeleteField
        key={panel?.name === 'delete' ? subjectId : 'none'}
        field={panel?.name === 'delete' ? subject : undefined}
        actions={actions}
        onClose={close}
      />
    </>
  );
}

/** The order on the screen changes at once; what the server says replaces it. */
function useOrder(fields: Field[], actions: FieldActions) {
  const toast = useToast();
  const problems = useProblems();
  const [rows, move] = useOptimistic(
    fields,
    (before, { id, beforeId }: { id: number; beforeId: number | null }) =>
      reordered(before, id, beforeId).flatMap((one) => before.find((field) => field.id === one) ?? []),
  );
  const reorder = (id: number, beforeId: number | null) =>
    startTransition(async () => {
      move({ id, beforeId });
      const result = await reach(actions.reorder, { id, beforeId });
      if (!result.ok) toast({ title: problems.sentence(result), tone: 'danger' });
    });
  return { rows, reorder };
}
