import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { findTemplate } from '#domain/automations/rules.ts';
import type { TemplateUse } from '#domain/automations/types.ts';
import { fillText, type VariableValues, writeVariable } from '#domain/automations/variables-rules.ts';
import { suggestValues } from '#domain/conversations/fill-rules.ts';
import { renderTemplate, valueName } from '#domain/whatsapp/template-text.ts';
import type { Template, TemplateVariable } from '#domain/whatsapp/templates.ts';
import { Bubble } from './bubble.tsx';
import { useEditorFacts } from './editor-context.ts';
import { TextWithVariables } from './text-with-variables.tsx';

type Props = { use: TemplateUse | null; onChange: (use: TemplateUse | null) => void };

const keyOf = ({ name, language }: { name: string; language: string }) => `${name} ${language}`;

/** The template that goes out beyond the window, its variables filled in with those of the contact. */
export function TemplateField({ use, onChange }: Props) {
  const t = useTranslations('automations');
  const { templates } = useEditorFacts().choices;
  const suggest = useSuggestions();
  const template = use && findTemplate(use, templates);
  if (templates.length === 0 && !use) return <p className="field-hint">{t('noTemplates')}</p>;
  return (
    <>
      <Field label={t('template')} hint={t('templateHint')}>
        <Select
          name="template"
          value={use ? keyOf(use) : ''}
          onChange={({ target: { value } }) => {
            const chosen = templates.find((one) => keyOf(one) === value);
            onChange(
              chosen ? { name: chosen.name, language: chosen.language, values: suggest(chosen) } : null,
            );
          }}
        >
          <option value="">{t('choose')}</option>
          {use && !template && <option value={keyOf(use)}>{t('templateGone', { name: use.name })}</option>}
          {templates.map((one) => (
            <option key={keyOf(one)} value={keyOf(one)}>
              {one.name.replaceAll('_', ' ')} · {one.language}
            </option>
          ))}
        </Select>
      </Field>
      {use && template && <Filled key={keyOf(template)} use={use} template={template} onChange={onChange} />}
    </>
  );
}

/** What is likely meant by each variable, as our own variables with what stands in for them. */
function useSuggestions(): (template: Template) => Record<string, string> {
  const t = useTranslations('automations');
  const written = (name: string) => writeVariable({ name, fallback: t(`fallbacks.${name}`) });
  return (template) =>
    suggestValues(template, {
      firstName: written('first_name'),
      company: written('company'),
      owner: written('owner'),
      me: '',
      phone: written('phone'),
      email: written('email'),
      origin: writeVariable({ name: 'origin', fallback: null }),
    });
}

type FilledProps = { use: TemplateUse; template: Template; onChange: (use: TemplateUse) => void };

function Filled({ use, template, onChange }: FilledProps) {
  const t = useTranslations('automations');
  const { sample } = useEditorFacts();
  const values = sample ? filledIn(use.values, sample.values) : use.values;
  const { header, body, footer, buttons } = renderTemplate(template, values);
  const label = ({ where, key }: TemplateVariable) =>
    t(`templateVariable.${where}`, { key: where === 'button' ? String(Number(key) + 1) : key });
  return (
    <>
      {template.variables.map((variable) => {
        const name = valueName(variable);
        return (
          <TextWithVariables
            key={name}
            name={`value-${name.replace('.', '-')}`}
            label={label(variable)}
            hint={variable.example ? t('example', { example: variable.example }) : undefined}
            value={use.values[name] ?? ''}
            max={1_024}
            isLine
            preview={false}
            onChange={(text) => onChange({ ...use, values: { ...use.values, [name]: text } })}
          />
        );
      })}
      <Bubble
        header={header?.format === 'text' ? header.text : undefined}
        body={body}
        footer={footer}
        buttons={buttons.map(({ text }) => text)}
        name={sample?.name}
      />
    </>
  );
}

function filledIn(values: Record<string, string>, facts: VariableValues): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, text]) => [name, fillText(text, facts)]));
}
