'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Clipped } from '#components/ui/clipped.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { FittedMapping } from '#domain/imports/list-mappings.ts';
import type { ImportActions } from './types.ts';
import type { PlanDraft } from './use-plan.ts';

type Props = {
  open: boolean;
  headers: string[];
  draft: PlanDraft;
  mappings: FittedMapping[];
  actions: Pick<ImportActions, 'saveMapping' | 'deleteMapping'>;
  onApply: (part: Partial<PlanDraft>) => void;
  onClose: () => void;
};

/** Mappings kept by name: take one, forget one, keep the present one for the next file of its kind. */
export function MappingsDialog({ open, headers, draft, mappings, actions, onApply, onClose }: Props) {
  const t = useTranslations('imports.mappings');
  const toast = useToast();
  const problems = useProblems();
  const [name, setName] = useState('');
  const saving = useAction(actions.saveMapping);

  async function save() {
    const { columns, ...choices } = draft;
    const kept = headers.map((header, index) => ({ header, target: columns[index] ?? 'skip' }));
    const result = await saving.run({ name, columns: kept, choices });
    if (!result.ok) return;
    toast({ title: t('saved', { name: name.trim() }) });
    setName('');
    onClose();
  }

  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={t('title')}>
      <DialogBody>
        <FormErrors errors={problems.list(saving.failure)} />
        {mappings.length === 0 && <p className="text-foreground-muted">{t('none')}</p>}
        <ul className="mapping-list">
          {mappings.map((mapping) => (
            <MappingLine
              key={mapping.id}
              mapping={mapping}
              remove={actions.deleteMapping}
              onApply={() => {
                onApply({ ...mapping.choices, columns: mapping.columns });
                onClose();
              }}
            />
          ))}
        </ul>
        <Field label={t('name')} hint={t('nameHint')} error={problems.at(saving.failure, 'name')}>
          <Input
            name="name"
            value={name}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              // The dialog stands inside the page's own form.
              if (event.key !== 'Enter') return;
              event.preventDefault();
              void save();
            }}
          />
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" pending={saving.pending} onClick={save}>
          {t('save')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

type LineProps = {
  mapping: FittedMapping;
  remove: ImportActions['deleteMapping'];
  onApply: () => void;
};

function MappingLine({ mapping: { id, name, fit }, remove, onApply }: LineProps) {
  const t = useTranslations('imports.mappings');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(remove);
  return (
    <li className="mapping-line">
      <span className="min-w-0">
        <Clipped text={name} className="font-medium" />
        <span className="field-hint block">{t('fit', { share: fit })}</span>
      </span>
      <span className="row-actions">
        <Button size="small" onClick={onApply} disabled={fit === 0} aria-label={t('applyNamed', { name })}>
          {t('apply')}
        </Button>
        <Button
          size="small"
          pending={pending}
          aria-label={t('forgetNamed', { name })}
          onClick={async () => {
            const result = await run({ id });
            if (!result.ok) toast({ title: problems.sentence(result), tone: 'danger' });
          }}
        >
          {t('forget')}
        </Button>
      </span>
    </li>
  );
}
