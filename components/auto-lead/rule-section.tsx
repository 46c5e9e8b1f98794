'use client';

import { FlaskConical, History, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, startTransition, useOptimistic } from 'react';
import { reach } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useLastKnown } from '#components/ui/use-last-known.ts';
import { usePanel } from '#components/ui/use-panel.ts';
import type { RuleRef } from '#domain/auto-lead/built-in-rules.ts';
import type { RuleView } from '#domain/auto-lead/rule-list.ts';
import type { Action } from '#domain/result.ts';
import { reordered } from '#lib/reordered.ts';
import { RuleTable } from './rule-table.tsx';
import type { Choices, RuleActions } from './types.ts';

// Fetched when they are wanted.
const RuleDialog = lazy(() => import('./rule-dialog.tsx'));
const DeleteRule = lazy(() => import('./delete-rule.tsx'));
const TrialDialog = lazy(() => import('./trial-dialog.tsx'));
const ReapplyDialog = lazy(() => import('./reapply-dialog.tsx'));

type Props = {
  rules: RuleView[];
  choices: Choices;
  defaultOriginId: number | null;
  actions: RuleActions;
};

/** The rules for the true origin in their order, the tester, and applying them to the past. */
export function RuleSection({ rules, choices, defaultOriginId, actions }: Props) {
  const t = useTranslations('autoLead');
  const panels = usePanel();
  const { open } = panels;
  const { rows, reorder, turn } = useRules(rules, actions, () => open('reapply'));
  const fallback = choices.origins.find(({ id }) => id === defaultOriginId)?.name;
  return (
    <section className="panel auto-lead-panel" aria-labelledby="origin-rules">
      <header className="auto-lead-header">
        <h2 id="origin-rules" className="panel-title">
          {t('rules')}
        </h2>
        <div className="flex flex-wrap gap-2">
          <Button size="small" onClick={() => open('try')}>
            <FlaskConical />
            {t('try')}
          </Button>
          <Button size="small" onClick={() => open('reapply')}>
            <History />
            {t('reapply')}
          </Button>
          <Button size="small" variant="primary" onClick={() => open('new')}>
            <Plus />
            {t('newRule')}
          </Button>
        </div>
      </header>
      <p className="max-w-[72ch] text-foreground-muted">{t('rulesIntro')}</p>
      <RuleTable
        rows={rows}
        choices={choices}
        onEdit={(id) => open('edit', id)}
        onDelete={(id) => open('delete', id)}
        onReorder={reorder}
        onTurn={turn}
      />
      <p className="text-foreground-muted">
        {fallback ? t('elseDefault', { name: fallback }) : t('elseUnset')}
      </p>
      <Panels {...{ rules, choices, actions, panels }} />
    </section>
  );
}

type PanelProps = Omit<Props, 'defaultOriginId'> & { panels: ReturnType<typeof usePanel> };

/** The dialog that the address names: `new`, `edit.<id>`, `delete.<id>`, `try` or `reapply`. */
function Panels({ rules, choices, actions, panels: { panel, open, close } }: PanelProps) {
  const subjectId = Number(panel?.id);
  // The very objects of the page: a copy of one would be another one at every look.
  const rule = useLastKnown(
    rules.filter(isStored).find(({ id }) => id === subjectId),
    subjectId,
  );
  const shared = { choices, actions, onClose: close };
  const onSaved = () => {
    close();
    return () => open('reapply');
  };
  return (
    <Suspense fallback={null}>
      {panel?.name === 'new' && <RuleDialog {...shared} rule={undefined} onSaved={onSaved} />}
      {panel?.name === 'edit' && rule && (
        <RuleDialog key={subjectId} {...shared} rule={rule} onSaved={onSaved} />
      )}
      {panel?.name === 'delete' && rule && <DeleteRule {...shared} rule={rule} onSaved={onSaved} />}
      {panel?.name === 'try' && <TrialDialog {...shared} rules={rules} />}
      {panel?.name === 'reapply' && <ReapplyDialog {...shared} />}
    </Suspense>
  );
}

const isStored = (rule: RuleView): rule is RuleView & { id: number } => typeof rule.id === 'number';

type Change = { id: RuleRef; beforeId?: RuleRef | null; isOn?: boolean };

/** What is done shows at once; what the server says replaces it. A rule that decides otherwise offers to decide the past anew. */
function useRules(rules: RuleView[], actions: RuleActions, onReapply: () => void) {
  const t = useTranslations('autoLead');
  const toast = useToast();
  const problems = useProblems();
  const [rows, show] = useOptimistic(rules, changed);

  const perform = (change: Change, action: Action<void>, said: string) =>
    startTransition(async () => {
      show(change);
      const result = await reach(action, change);
      if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
      toast({ title: said, action: { label: t('reapplyToo'), onSelect: onReapply } });
    });

  return {
    rows,
    reorder: (id: RuleRef, beforeId: RuleRef | null) =>
      perform({ id, beforeId }, actions.reorder, t('reordered')),
    turn: (id: RuleRef, isOn: boolean) =>
      perform({ id, isOn }, actions.turn, t(isOn ? 'turnedOn' : 'turnedOff')),
  };
}

function changed(rows: RuleView[], { id, beforeId, isOn }: Change): RuleView[] {
  if (isOn !== undefined) return rows.map((row) => (row.id === id ? { ...row, isOn } : row));
  return reordered(rows, id, beforeId ?? null).flatMap((one) => rows.find((row) => row.id === one) ?? []);
}
