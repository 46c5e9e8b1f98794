import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { CONSENT_PURPOSES, CONSENT_SOURCES } from '#db/values.ts';
import type { Action } from '#domain/result.ts';
import { CodeOrWords } from './code-or-words.tsx';

type Draft = { purpose: string; wording: string; source: string; givenAt: string };

type Props = { contactId: number; now: string; give: Action<unknown>; onDone: () => void };

/** What was agreed to, in which words, how that is known, and since when. */
export function ConsentForm({ contactId, now, give, onDone }: Props) {
  const t = useTranslations('privacy');
  const problems = useProblems();
  const [draft, setDraft] = useState<Draft>({
    purpose: 'marketing',
    wording: '',
    source: 'whatsapp',
    givenAt: now,
  });
  const { run, pending, failure } = useAction(give);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const problem = (field: string) => problems.at(failure, field);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const result = await run({ id: contactId, ...draft });
    if (result.ok) onDone();
  }

  return (
    <form onSubmit={submit} noValidate className="contents">
      <DialogBody>
        <div className="flex flex-col gap-4">
          <FormErrors errors={problems.list(failure)} />
          <ConsentFields draft={draft} now={now} problem={problem} onChange={change} />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button type="submit" variant="primary" pending={pending}>
          {t('giveConfirm')}
        </Button>
      </DialogFooter>
    </form>
  );
}

type FieldsProps = {
  draft: Draft;
  now: string;
  problem: (field: string) => string | undefined;
  onChange: (part: Partial<Draft>) => void;
};

function ConsentFields({ draft, now, problem, onChange }: FieldsProps) {
  const t = useTranslations('privacy');
  return (
    <>
      <CodeOrWords
        name="purpose"
        label={t('purpose')}
        codes={CONSENT_PURPOSES.map((code) => ({ code, label: t(`purposes.${code}`) }))}
        value={draft.purpose}
        error={problem('purpose')}
        onChange={(purpose) => onChange({ purpose })}
      />
      <Field label={t('wording')} hint={t('wordingHint')} error={problem('wording')}>
        <Textarea
          name="wording"
          rows={4}
          value={draft.wording}
          onChange={(event) => onChange({ wording: event.target.value })}
        />
      </Field>
      <CodeOrWords
        name="source"
        label={t('source')}
        codes={CONSENT_SOURCES.map((code) => ({ code, label: t(`sources.${code}`) }))}
        value={draft.source}
        error={problem('source')}
        onChange={(source) => onChange({ source })}
      />
      <Field label={t('givenAt')} error={problem('givenAt')}>
        <Input
          type="datetime-local"
          name="givenAt"
          min="1900-01-01T00:00"
          max={now}
          value={draft.givenAt}
          onChange={(event) => onChange({ givenAt: event.target.value })}
        />
      </Field>
    </>
  );
}
