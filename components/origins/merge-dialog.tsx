'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { AutomationUses } from '#components/forms/automation-uses.tsx';
import { TargetUses } from '#components/forms/target-uses.tsx';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Select } from '#components/ui/select.tsx';
import type { OriginWithTotal } from '#domain/origins/list.ts';
import type { MergePreview } from '#domain/origins/preview-merge.ts';
import { similarity } from '#lib/text.ts';
import type { OriginActions } from './types.ts';
import { useAnswer } from './use-answer.ts';
import type { Verbs } from './use-verbs.ts';

type Props = {
  origin: OriginWithTotal;
  all: OriginWithTotal[];
  /** Chosen beforehand: the one whose name was typed. */
  targetId: number | undefined;
  actions: OriginActions;
  verbs: Verbs;
  onClose: () => void;
};

/** Merges an origin into another, after showing what that will do. */
export function MergeDialog({ origin, all, targetId, actions, verbs, onClose }: Props) {
  const t = useTranslations('origins');
  const problems = useProblems();
  const targets = all.filter((one) => one.id !== origin.id && !one.isArchived);
  const [chosen, setChosen] = useState(targets.some((one) => one.id === targetId) ? String(targetId) : '');
  const [isMissing, setMissing] = useState(false);
  const { run, pending, failure, forget } = useAction(actions.merge);
  const missing = isMissing && chosen === '' ? t('chooseTarget') : undefined;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (chosen === '') return setMissing(true);
    const result = await run({ fromId: origin.id, intoId: Number(chosen), version: origin.version });
    if (!result.ok) return;
    onClose();
    verbs.tellMerged(result.value);
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('mergeTitle', { name: origin.name })}
    >
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <FormErrors errors={problems.list(failure)} />
          <Field label={t('mergeTarget')} error={missing ?? problems.at(failure, 'intoId')}>
            <Select
              name="intoId"
              value={chosen}
              onChange={(event) => {
                setChosen(event.target.value);
                forget();
              }}
            >
              <option value="">{t('choose')}</option>
              <Targets name={origin.name} targets={targets} />
            </Select>
          </Field>
          <AutomationUses kind="origin" id={origin.id} fate="follow" />
          <TargetUses kind="origin" id={origin.id} fate="follow" />
          {chosen !== '' && <Preview fromId={origin.id} intoId={Number(chosen)} actions={actions} />}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" pending={pending}>
            {t('mergeDo')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

const ALIKE = 0.5;
const ALIKE_MAX = 3;

/** Those that look like the name first: in a list of hundreds, the one sought is nearly always there. */
function Targets({ name, targets }: { name: string; targets: OriginWithTotal[] }) {
  const t = useTranslations('origins');
  const alike = targets
    .map((target) => ({ target, likeness: similarity(name, target.name) }))
    .filter(({ likeness }) => likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, ALIKE_MAX)
    .map(({ target }) => target);
  const options = (some: OriginWithTotal[]) =>
    some.map((one) => (
      <option key={one.id} value={one.id}>
        {one.name}
      </option>
    ));
  if (alike.length === 0) return options(targets);
  return (
    <>
      <optgroup label={t('alike')}>{options(alike)}</optgroup>
      <optgroup label={t('others')}>{options(targets.filter((one) => !alike.includes(one)))}</optgroup>
    </>
  );
}

const isForLeads = ({ isLeadDefault, ruleTotal, linkTotal }: MergePreview) =>
  isLeadDefault || ruleTotal + linkTotal > 0;

function Preview({ fromId, intoId, actions }: { fromId: number; intoId: number; actions: OriginActions }) {
  const t = useTranslations('origins');
  const format = useFormatter();
  const problems = useProblems();
  const answer = useAnswer(actions.preview, { fromId, intoId });
  // Its place is kept while the answer is on its way, so that the buttons stay where they are.
  return (
    <div className="notice min-h-28" role="status" aria-busy={answer === null}>
      {answer?.ok === false && <p>{problems.sentence(answer)}</p>}
      {answer?.ok && (
        <div className="min-w-0 flex-1">
          <p className="font-medium">{t('previewTitle')}</p>
          <ul className="mt-1 list-disc ps-5">
            <li>
              {t('previewContacts', { count: answer.value.contactTotal, name: answer.value.into.name })}
            </li>
            <li>
              {t('previewSpellings', {
                count: answer.value.spellings.length,
                names: format.list(answer.value.spellings.map((spelling) => `“${spelling}”`)),
                name: answer.value.into.name,
              })}
            </li>
            {isForLeads(answer.value) && (
              <li>
                {t('previewLeads', {
                  rules: answer.value.ruleTotal,
                  links: answer.value.linkTotal,
                  name: answer.value.into.name,
                })}
              </li>
            )}
            <li>{t('previewUndo')}</li>
          </ul>
        </div>
      )}
    </div>
  );
}
