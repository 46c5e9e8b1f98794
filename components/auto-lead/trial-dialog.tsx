'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { RuleView } from '#domain/auto-lead/rule-list.ts';
import type { Trial } from '#domain/auto-lead/try-out.ts';
import { ChoiceField } from './choice-field.tsx';
import { TrialResult } from './trial-result.tsx';
import type { Choices, RuleActions } from './types.ts';

type Props = { rules: RuleView[]; choices: Choices; actions: RuleActions; onClose: () => void };

const AD = { id: '', headline: '', sourceType: 'ad' };

/** "Paste a message, see which rule wins": nothing is saved. */
export default function TrialDialog({ rules, choices, actions, onClose }: Props) {
  const t = useTranslations('autoLead.trial');
  const problems = useProblems();
  const { run, pending, failure } = useAction(actions.attempt);
  const [text, setText] = useState('');
  const [numberId, setNumberId] = useState<number | null>(null);
  const [ad, setAd] = useState<typeof AD | null>(null);
  const [trial, setTrial] = useState<Trial | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const result = await run({ text, numberId, ad });
    setTrial(result.ok ? result.value : null);
  }

  return (
    <Dialog open size="large" onOpenChange={(isOpen) => !isOpen && onClose()} title={t('title')}>
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <FormErrors errors={problems.list(failure)} />
          <Field label={t('message')} hint={t('messageHint')} error={problems.at(failure, 'text')}>
            <Textarea
              name="text"
              rows={3}
              maxLength={4096}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
          <Checkbox
            name="hasAd"
            label={t('hasAd')}
            checked={ad !== null}
            onChange={(event) => setAd(event.target.checked ? AD : null)}
          />
          {ad && <AdFields ad={ad} onChange={(part) => setAd({ ...ad, ...part })} />}
          {choices.numbers.length > 0 && (
            <ChoiceField
              label={t('number')}
              name="numberId"
              value={numberId}
              none={t('anyNumber')}
              options={choices.numbers}
              error={problems.at(failure, 'numberId')}
              onChange={setNumberId}
            />
          )}
          <div role="status">{trial && <TrialResult trial={trial} rules={rules} choices={choices} />}</div>
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button type="submit" variant="primary" pending={pending}>
            {t('run')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

function AdFields({ ad, onChange }: { ad: typeof AD; onChange: (part: Partial<typeof AD>) => void }) {
  const t = useTranslations('autoLead');
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Field label={t('headline')}>
        <Input
          name="headline"
          value={ad.headline}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => onChange({ headline: event.target.value })}
        />
      </Field>
      <Field label={t('adId')}>
        <Input
          name="adId"
          value={ad.id}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => onChange({ id: event.target.value })}
        />
      </Field>
      <Field label={t('sourceType')}>
        <Select
          name="sourceType"
          value={ad.sourceType}
          onChange={(event) => onChange({ sourceType: event.target.value })}
        >
          <option value="ad">{t('sourceTypes.ad')}</option>
          <option value="post">{t('sourceTypes.post')}</option>
        </Select>
      </Field>
    </div>
  );
}
