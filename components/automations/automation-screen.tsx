'use client';

import { Plus, Workflow } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { useLastKnown } from '#components/ui/use-last-known.ts';
import { usePanel } from '#components/ui/use-panel.ts';
import { useWasOpened } from '#components/ui/use-was-opened.ts';
import type { TemplatePieces } from '#domain/automations/templates-rules.ts';
import { AutomationTable } from './automation-table.tsx';
import { DeleteAutomation } from './delete-automation.tsx';
import type { AutomationActions, AutomationRowView, Choices } from './types.ts';

// Fetched when one is first asked for.
const NewAutomation = lazy(() => import('./new-automation.tsx'));
const SwitchDialogs = lazy(() => import('./switch-dialogs.tsx'));

type Props = {
  all: AutomationRowView[];
  found: AutomationRowView[];
  query: string;
  choices: Choices;
  pieces: TemplatePieces;
  actions: AutomationActions;
};

/** The whole of /automations below the frame. */
export function AutomationScreen({ all, found, query, choices, pieces, actions }: Props) {
  const t = useTranslations('automations');
  const { panel, open, close } = usePanel();
  const subjectId = Number(panel?.id);
  const subject = useLastKnown(
    all.find(({ id }) => id === subjectId),
    subjectId,
  );
  const [turning, setTurning] = useState<{ row: AutomationRowView; to: 'on' | 'off' } | null>(null);
  const last = useRef(turning);
  if (turning) last.current = turning;
  const add = (
    <Button variant="primary" onClick={() => open('new')}>
      <Plus />
      {t('new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} action={add}>
        {all.length > 0 && <SearchBox action="/automations" value={query} label={t('search')} />}
      </PageHeader>
      {found.length > 0 ? (
        <AutomationTable
          rows={found}
          choices={choices}
          actions={actions}
          names={all.map(({ name }) => name)}
          onTurn={(row, to) => setTurning({ row, to })}
          onDelete={(id) => open('delete', id)}
        />
      ) : (
        <NothingThere query={query} add={add} />
      )}
      <Beginning
        open={panel?.name === 'new'}
        pieces={pieces}
        names={all.map(({ name }) => name)}
        create={actions.create}
        onClose={close}
      />
      <DeleteAutomation
        automation={panel?.name === 'delete' ? subject : undefined}
        remove={actions.remove}
        onClose={close}
      />
      {last.current && (
        <Suspense fallback={null}>
          <SwitchDialogs
            asks={turning?.to ?? null}
            automation={last.current.row}
            actions={actions}
            onClose={() => setTurning(null)}
          />
        </Suspense>
      )}
    </>
  );
}

function Beginning(props: ComponentProps<typeof NewAutomation>) {
  if (!useWasOpened(props.open)) return null;
  return (
    <Suspense fallback={null}>
      <NewAutomation {...props} />
    </Suspense>
  );
}

function NothingThere({ query, add }: { query: string; add: ReactNode }) {
  const t = useTranslations('automations');
  if (query === '') {
    return (
      <Empty icon={<Workflow />} title={t('empty')} action={add}>
        {t('emptyWhy')}
      </Empty>
    );
  }
  const clear = <ButtonLink href="/automations">{t('clearSearch')}</ButtonLink>;
  return (
    <Empty icon={<Workflow />} title={t('noneFound', { query })} action={clear}>
      {t('noneFoundWhy')}
    </Empty>
  );
}
