'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { FittedMapping } from '#domain/imports/list-mappings.ts';
import type { PlanChoices } from '#domain/imports/list-plan-choices.ts';
import type { FileFacts, ImportPlan } from '#domain/imports/types.ts';
import { ColumnTargets } from './column-targets.tsx';
import { DiscardButton } from './discard-button.tsx';
import { MappingsDialog } from './mappings-dialog.tsx';
import { PlanOptions } from './plan-options.tsx';
import { SheetPicker } from './sheet-picker.tsx';
import type { ImportActions } from './types.ts';
import { usePlan } from './use-plan.ts';

type Props = {
  id: number;
  file: FileFacts;
  plan: ImportPlan;
  rowCount: number;
  choices: PlanChoices;
  mappings: FittedMapping[];
  actions: ImportActions;
};

/** Step two: which column becomes what, and what happens to people who are there already. */
export function MapView({ id, file, plan, rowCount, choices, mappings, actions }: Props) {
  const t = useTranslations('imports');
  const router = useRouter();
  const problems = useProblems();
  const { answers: _, ...rest } = plan;
  const { draft, change, setTarget } = usePlan(rest);
  const { run, pending, failure } = useAction(actions.savePlan);
  const [isKeeping, setKeeping] = useState(false);

  async function goOn(event: FormEvent) {
    event.preventDefault();
    const result = await run({ id, ...draft });
    if (result.ok) router.push(`/imports/${id}`);
  }

  return (
    <form onSubmit={goOn} className="import-form" noValidate>
      <FormErrors errors={problems.list(failure)} />
      <SheetPicker id={id} file={file} choose={actions.chooseSheet} />
      <section className="import-card" aria-labelledby="import-columns-title">
        <div className="import-card-head">
          <h2 id="import-columns-title" className="import-card-title">
            {t('columnsTitle', { columns: file.columns.length, rows: rowCount })}
          </h2>
          <Button size="small" onClick={() => setKeeping(true)}>
            {t('mappings.open')}
          </Button>
        </div>
        <ColumnTargets
          columns={file.columns}
          targets={draft.columns}
          fields={choices.fields}
          refused={failure?.fields.columns?.params?.column}
          onChange={setTarget}
        />
      </section>
      <PlanOptions draft={draft} choices={choices} failure={failure} onChange={change} />
      <div className="import-actions">
        <SubmitButton pending={pending}>{t('goOn')}</SubmitButton>
        <DiscardButton id={id} discard={actions.discard} />
      </div>
      <MappingsDialog
        open={isKeeping}
        headers={file.columns.map(({ header }) => header)}
        draft={draft}
        mappings={mappings}
        actions={actions}
        onApply={change}
        onClose={() => setKeeping(false)}
      />
    </form>
  );
}
