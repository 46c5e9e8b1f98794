import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { StepOf } from '#domain/automations/types.ts';
import { fillText } from '#domain/automations/variables-rules.ts';
import { Bubble } from './bubble.tsx';
import { useEditorFacts } from './editor-context.ts';
import { TemplateField } from './template-field.tsx';
import { TextWithVariables } from './text-with-variables.tsx';
import type { StepFormProps } from './types.ts';

/** What goes out within the 24 hours after the person wrote, and the template for any other time. */
export function SendForm({ step, onChange }: StepFormProps<StepOf<'send'>>) {
  const t = useTranslations('automations');
  const { choices, sample } = useEditorFacts();
  return (
    <>
      {choices.numbers.length > 1 && (
        <Field label={t('number')} hint={t('numberHint')}>
          <Select
            name="numberId"
            value={step.numberId ?? ''}
            onChange={({ target: { value } }) =>
              onChange({ ...step, numberId: value === '' ? null : Number(value) })
            }
          >
            <option value="">{t('anyNumber')}</option>
            {choices.numbers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <section className="flow-part" aria-label={t('insideWindow')}>
        <h3 className="flow-part-title">{t('insideWindow')}</h3>
        <TextWithVariables
          name="text"
          label={t('messageText')}
          value={step.text}
          max={4_096}
          preview={false}
          onChange={(text) => onChange({ ...step, text })}
        />
        {step.text && (
          <Bubble body={sample ? fillText(step.text, sample.values) : step.text} name={sample?.name} />
        )}
      </section>
      <section className="flow-part" aria-label={t('outsideWindow')}>
        <h3 className="flow-part-title">{t('outsideWindow')}</h3>
        <TemplateField use={step.template} onChange={(template) => onChange({ ...step, template })} />
      </section>
    </>
  );
}
