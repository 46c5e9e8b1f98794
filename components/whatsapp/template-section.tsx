'use client';

import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { usePanel } from '#components/ui/use-panel.ts';
import type { ListedTemplate } from '#domain/whatsapp/list-templates.ts';
import { TemplatePreview } from './template-preview.tsx';
import { keyOf, TemplateTable } from './template-table.tsx';
import type { SyncAction } from './types.ts';
import { useCallFailure } from './use-call-failure.ts';

type Props = {
  templates: ListedTemplate[];
  /** A number of each account: by it the account's templates are asked for. */
  numberIds: number[];
  sync: SyncAction;
};

/** The message templates as Meta has them. */
export function TemplateSection({ templates, numberIds, sync }: Props) {
  const t = useTranslations('whatsapp');
  const { panel, open, close } = usePanel();
  const shownKey = panel?.name === 'template' ? panel.id : '';
  const shown = templates.find((template) => keyOf(template) === shownKey);
  return (
    <section className="number-section" aria-labelledby="templates">
      <div className="page-bar">
        <h2 className="panel-title" id="templates">
          {t('templates')}
        </h2>
        {numberIds.length > 0 && <SyncButton numberIds={numberIds} sync={sync} />}
      </div>
      <p className="text-foreground-muted">{t('templatesWhy')}</p>
      {templates.length > 0 ? (
        <TemplateTable templates={templates} onShow={(key) => open('template', key)} />
      ) : (
        <p className="notice">{t(numberIds.length > 0 ? 'noTemplates' : 'noTemplatesYet')}</p>
      )}
      <TemplatePreview template={shown} onClose={close} />
    </section>
  );
}

function SyncButton({ numberIds, sync }: Omit<Props, 'templates'>) {
  const t = useTranslations('whatsapp');
  const toast = useToast();
  const problems = useProblems();
  const say = useCallFailure();
  const { run, pending } = useAction(sync);
  async function syncAll() {
    let total = 0;
    for (const id of numberIds) {
      const result = await run({ id });
      if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
      if (result.value.kind !== 'ok')
        return toast({ title: `${t('templatesFailed')} ${say(result.value)}`, tone: 'danger' });
      total += result.value.total;
    }
    toast({ title: t('templatesOk', { count: total }) });
  }
  return (
    <Button size="small" pending={pending} onClick={syncAll}>
      <RefreshCw />
      {t('syncNow')}
    </Button>
  );
}
