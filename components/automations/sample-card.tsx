import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { Sample } from '#domain/automations/preview-text.ts';
import type { FoundContact } from '#domain/contacts/look-up.ts';

const WAIT_MS = 200;

type Props = { sample: Sample | null; onChange: (sample: Sample) => void };

/** The real contact that texts are tried on, and the way to another. */
export function SampleCard({ sample, onChange }: Props) {
  const t = useTranslations('automations');
  const [isChoosing, setChoosing] = useState(false);
  return (
    <section className="flow-panel" aria-labelledby="sample-title">
      <h2 id="sample-title" className="flow-panel-title">
        {t('sampleTitle')}
      </h2>
      <p className="field-hint">{t(sample ? 'sampleBody' : 'noSample')}</p>
      {sample && (
        <p className="flow-sample">
          <span className="truncate font-medium" data-tip-clipped="">
            {sample.name}
          </span>
          <Button size="small" aria-expanded={isChoosing} onClick={() => setChoosing(!isChoosing)}>
            {t('otherContact')}
          </Button>
        </p>
      )}
      {isChoosing && (
        <Chooser
          onChange={(next) => {
            onChange(next);
            setChoosing(false);
          }}
        />
      )}
    </section>
  );
}

function Chooser({ onChange }: { onChange: (sample: Sample) => void }) {
  const t = useTranslations('automations');
  const id = useId();
  const [typed, setTyped] = useState('');
  const [hasFailed, setFailed] = useState(false);
  const found = useFound(typed);

  async function choose(contactId: number) {
    try {
      const response = await fetch(`/api/automations/sample?contactId=${contactId}`);
      if (!response.ok) throw new Error(String(response.status));
      onChange(await response.json());
    } catch {
      setFailed(true);
    }
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (found[0]) choose(found[0].id);
  };
  return (
    <form onSubmit={submit} className="flow-fields">
      <Field label={t('findContact')}>
        <Input
          id={id}
          name="sample"
          type="search"
          autoFocus
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <ul>
        {found.map((contact) => (
          <li key={contact.id}>
            <button type="button" className="menu-item w-full" onClick={() => choose(contact.id)}>
              <span className="menu-text truncate">{contact.name}</span>
              <span className="text-foreground-muted">{contact.maskedPhone}</span>
            </button>
          </li>
        ))}
      </ul>
      {hasFailed && (
        <p className="field-error" role="alert">
          {t('sampleFailed')}
        </p>
      )}
    </form>
  );
}

function useFound(typed: string): FoundContact[] {
  const [found, setFound] = useState<FoundContact[]>([]);
  useEffect(() => {
    if (typed.trim() === '') return setFound([]);
    const stop = new AbortController();
    const timer = setTimeout(() => {
      fetch(`/api/contacts/look-up?q=${encodeURIComponent(typed)}`, { signal: stop.signal })
        .then(async (response) => response.ok && setFound(await response.json()))
        // The next letter asks again.
        .catch(() => undefined);
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [typed]);
  return found;
}
