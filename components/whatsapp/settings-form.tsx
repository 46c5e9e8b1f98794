'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useMemo, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Action } from '#domain/result.ts';
import type { WhatsappSettings } from '#domain/whatsapp/settings.ts';

type Props = { settings: WhatsappSettings; defaults: readonly string[]; save: Action<void> };

/** By which words people ask for silence, and for how long raw events are kept. */
export function SettingsForm({ settings, defaults, save }: Props) {
  const t = useTranslations('whatsapp');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending, failure } = useAction(save);
  const [words, setWords] = useState(settings.optOutWords.join('\n'));
  const [days, setDays] = useState(String(settings.keepEventsDays));
  // A new list takes the focus: made for a new failure only.
  const errors = useMemo(() => problems.list(failure), [failure]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const result = await run({ version: settings.version, optOutWords: words, keepEventsDays: days });
    if (result.ok) toast({ title: t('settingsSaved') });
  }

  return (
    <form onSubmit={submit} noValidate>
      <FormErrors errors={errors} />
      <Field label={t('optOutWords')} hint={t('optOutWordsHint')} error={problems.at(failure, 'optOutWords')}>
        <Textarea
          name="optOutWords"
          rows={8}
          value={words}
          maxLength={4_000}
          onChange={(event) => setWords(event.target.value)}
        />
      </Field>
      <Button
        size="small"
        variant="quiet"
        className="self-start"
        onClick={() => setWords(defaults.join('\n'))}
      >
        {t('defaultWords')}
      </Button>
      <Field
        label={t('keepEventsDays')}
        hint={t('keepEventsDaysHint')}
        error={problems.at(failure, 'keepEventsDays')}
      >
        <Input
          name="keepEventsDays"
          inputMode="numeric"
          className="w-24"
          value={days}
          maxLength={4}
          autoComplete="off"
          onChange={(event) => setDays(event.target.value)}
        />
      </Field>
      <div className="panel-end">
        <Button type="submit" variant="primary" pending={pending}>
          {t('saveSettings')}
        </Button>
      </div>
    </form>
  );
}
