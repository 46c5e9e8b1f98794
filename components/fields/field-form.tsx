import { useTranslations } from 'next-intl';
import { type FormEvent, useMemo, useState } from 'react';
import { StaleChoice } from '#components/forms/stale-choice.tsx';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field as FormField } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { FIELD_KINDS, type FieldKind } from '#db/values.ts';
import type { ChoiceUse } from '#domain/fields/change-choices.ts';
import type { Field } from '#domain/fields/types.ts';
import { ChoiceEditor, type DraftChoice, draftChoice } from './choice-editor.tsx';
import { ChoiceMoves } from './choice-moves.tsx';
import type { FieldActions } from './types.ts';

type Props = { field: Field | undefined; actions: FieldActions; onDone: (saved: Field) => void };

/** Name, kind and choices of a field. */
export function FieldForm({ field, actions, onDone }: Props) {
  const t = useTranslations('fields');
  const problems = useProblems();
  const draft = useDraft(field, actions, onDone);
  const { name, kind, choices, failure, current, uses } = draft;
  // A new list takes the focus: made for a new failure only.
  const errors = useMemo(() => problems.list(failure), [failure]);

  return (
    <form onSubmit={draft.submit} noValidate className="contents">
      <DialogBody>
        {current && <ChangedMeanwhile onSettle={draft.settle} />}
        {!current && uses.length === 0 && <FormErrors errors={errors} />}
        {uses.length > 0 && (
          <ChoiceMoves uses={uses} kept={choices} moves={draft.moves} onMove={draft.move} />
        )}
        <FormField label={t('name')} hint={t('nameHint')} error={problems.at(failure, 'name')}>
          <Input
            name="name"
            value={name}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => draft.change({ name: event.target.value })}
          />
        </FormField>
        <FormField
          label={t('kind')}
          hint={t(field ? 'kindFixed' : `kindHints.${kind}`)}
          error={problems.at(failure, 'kind')}
        >
          <Select
            name="kind"
            value={kind}
            onChange={(event) => draft.change({ kind: event.target.value as FieldKind })}
          >
            {FIELD_KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`kinds.${one}`)}
              </option>
            ))}
          </Select>
        </FormField>
        {kind === 'choice' && (
          <ChoiceEditor
            choices={choices}
            error={problems.at(failure, 'choices')}
            onChange={(next) => draft.change({ choices: next })}
          />
        )}
      </DialogBody>
      <DialogFooter>
        <Button type="submit" variant="primary" pending={draft.pending}>
          {t('submit')}
        </Button>
      </DialogFooter>
    </form>
  );
}

function ChangedMeanwhile({ onSettle }: { onSettle: (kept: 'mine' | 'theirs') => void }) {
  const t = useTranslations('fields');
  const labels = { theirs: t('takeTheirs'), mine: t('keepMine') };
  return <StaleChoice title={t('staleTitle')} labels={labels} onSettle={onSettle} />;
}

type Draft = { name: string; kind: FieldKind; choices: DraftChoice[] };

const draftOf = (field: Field | undefined): Draft => ({
  name: field?.name ?? '',
  kind: field?.kind ?? 'text',
  choices:
    field && field.choices.length > 0 ? field.choices.map(draftChoice) : [draftChoice(), draftChoice()],
});

/** What is being typed, what it began from, and what the server said to it. */
function useDraft(field: Field | undefined, actions: FieldActions, onDone: (saved: Field) => void) {
  // Live updates under an open form must not change what the person began from.
  const [base, setBase] = useState(field);
  const [draft, setDraft] = useState(() => draftOf(field));
  const [moves, setMoves] = useState<Record<number, number | null>>({});
  const { run, pending, failure, forget } = useAction(base ? actions.update : actions.create);
  const current = failure?.code === 'stale' ? (failure.details as { current: Field }).current : null;
  const uses = failure?.code === 'in_use' ? (failure.details as { uses: ChoiceUse[] }).uses : [];

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const choices = draft.choices
      .filter((choice) => choice.id !== null || choice.name.trim() !== '')
      .map(({ id, name }) => ({ id, name }));
    const facts = { ...draft, choices: draft.kind === 'choice' ? choices : [] };
    const from = Object.entries(moves).map(([id, to]) => ({ from: Number(id), to }));
    const result = await run(base ? { ...facts, id: base.id, version: base.version, moves: from } : facts);
    if (result.ok) onDone(result.value);
  }

  return {
    ...draft,
    moves,
    pending,
    failure,
    current,
    uses,
    submit,
    change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
    move: (from: number, to: number | null) => setMoves((before) => ({ ...before, [from]: to })),
    settle(kept: 'mine' | 'theirs') {
      if (!current) return;
      setBase(current);
      if (kept === 'theirs') setDraft(draftOf(current));
      forget();
    },
  };
}
