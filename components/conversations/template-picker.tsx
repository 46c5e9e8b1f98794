'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { suggestValues } from '#domain/conversations/fill-rules.ts';
import {
  missingValues,
  renderTemplate,
  type TemplateValues,
  templateText,
  valueName,
} from '#domain/whatsapp/template-text.ts';
import type { Template, TemplateVariable } from '#domain/whatsapp/templates.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';
import { MessageText } from './message-text.tsx';
import { FACTS, type Facts } from './types.ts';
import type { Outgoing } from './use-send.ts';

type Props = {
  numberId: number;
  facts: Facts;
  send: (outgoing: Outgoing) => Promise<boolean>;
  onClose: () => void;
};

// Default export: React.lazy takes no other.
/** A template, filled in beside what the person will see. */
export default function TemplatePicker({ numberId, facts, send, onClose }: Props) {
  const t = useTranslations('conversation');
  const { templates, hasFailed, again } = useTemplates(numberId);
  const [chosen, setChosen] = useState<string | null>(null);
  const template = templates?.find((one) => keyOf(one) === chosen) ?? templates?.[0];
  if (hasFailed) {
    return (
      <p className="composer-hint" role="alert">
        {t('templatesFailed')}{' '}
        <Button size="small" onClick={again}>
          {t('retry')}
        </Button>
      </p>
    );
  }
  if (!templates) return <p className="composer-hint">{t('loading')}</p>;
  if (!template) return <p className="composer-hint">{t('noTemplates')}</p>;
  return (
    <section className="template-picker" aria-label={t('useTemplate')}>
      <Field label={t('templateName')}>
        <Select
          name="template"
          value={keyOf(template)}
          autoFocus
          onChange={(event) => setChosen(event.target.value)}
        >
          {templates.map((one) => (
            <option key={keyOf(one)} value={keyOf(one)}>
              {one.name.replaceAll('_', ' ')} · {one.language}
            </option>
          ))}
        </Select>
      </Field>
      <FillIn key={keyOf(template)} template={template} facts={facts} send={send} onClose={onClose} />
    </section>
  );
}

const keyOf = ({ name, language }: Template) => `${name} ${language}`;

function useTemplates(numberId: number) {
  const [templates, setTemplates] = useState<Template[] | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    fetch(`/api/conversations/templates?numberId=${numberId}`, { signal: stop.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status));
        setTemplates((await response.json()) as Template[]);
      })
      .catch(() => setFailed(!stop.signal.aborted));
    return () => stop.abort();
  }, [numberId, tries]);
  const again = () => {
    setFailed(false);
    setTries(tries + 1);
  };
  return { templates, hasFailed, again };
}

type FillProps = Omit<Props, 'numberId'> & { template: Template };

function FillIn({ template, facts, send, onClose }: FillProps) {
  const t = useTranslations('conversation');
  const [values, setValues] = useState<TemplateValues>(() => suggestValues(template, facts));
  const [isSending, setSending] = useState(false);
  const [wasTried, setTried] = useState(false);
  const missing = missingValues(template, values);

  async function submit() {
    setTried(true);
    if (missing.length > 0 || isSending) return;
    setSending(true);
    const { name, language } = template;
    const wasSent = await send({
      body: templateText(template, values),
      template: { name, language, values: { ...values } },
    });
    if (!wasSent) setSending(false);
  }

  return (
    <form
      className="template-fill"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {template.variables.map((variable) => (
        <Variable
          key={valueName(variable)}
          variable={variable}
          value={values[valueName(variable)] ?? ''}
          isMissing={wasTried && missing.includes(variable)}
          facts={facts}
          onChange={(value) => setValues({ ...values, [valueName(variable)]: value })}
        />
      ))}
      <Preview template={template} values={values} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={isSending}>
          {t('sendTemplate')}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
    </form>
  );
}

type VariableProps = {
  variable: TemplateVariable;
  value: string;
  isMissing: boolean;
  facts: Facts;
  onChange: (value: string) => void;
};

function Variable({ variable, value, isMissing, facts, onChange }: VariableProps) {
  const t = useTranslations('conversation');
  const { key, where, example } = variable;
  const name = `template-${where}-${key}`;
  const known = FACTS.filter((fact) => facts[fact] !== '');
  return (
    <div className="template-variable">
      <Field
        label={t(`variable.${where}`, { key: where === 'button' ? String(Number(key) + 1) : key })}
        hint={example ? t('example', { example }) : undefined}
        error={isMissing ? t('variableMissing') : undefined}
      >
        <Input
          name={name}
          value={value}
          maxLength={1_024}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      {key !== 'link' && (
        <Select
          aria-label={t('insertFor', { key })}
          value=""
          onChange={(event) => onChange(facts[event.target.value as keyof Facts] ?? '')}
        >
          <option value="">{t('insert')}</option>
          {known.map((fact) => (
            <option key={fact} value={fact}>
              {t(`facts.${fact}`)}
            </option>
          ))}
        </Select>
      )}
    </div>
  );
}

function Preview({ template, values }: { template: Template; values: TemplateValues }) {
  const t = useTranslations('conversation');
  const { header, body, footer, buttons } = renderTemplate(template, values);
  return (
    <section className="template-preview" aria-label={t('preview')}>
      <p className="composer-hint">{t('preview')}</p>
      <div className="message-bubble message-bubble-out">
        {header?.format === 'text' && <p className="font-semibold wrap-anywhere">{header.text}</p>}
        {header && header.format !== 'text' && <p className="message-note">{t(`types.${header.format}`)}</p>}
        <MessageText text={body} />
        {footer && <p className="text-xs text-foreground-muted">{footer}</p>}
        {buttons.map((one) => (
          <p key={one.text} className="template-button">
            {one.text}
          </p>
        ))}
      </div>
    </section>
  );
}
