import { Braces } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Menu, MenuItem, MenuLabel } from '#components/ui/menu.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { fillText, VARIABLES, variablesOf, writeVariable } from '#domain/automations/variables-rules.ts';
import { useEditorFacts } from './editor-context.ts';

type Props = {
  name: string;
  label: string;
  hint?: string;
  value: string;
  max: number;
  isLine?: boolean;
  /** How it will look, in place of the plain preview. */
  preview?: boolean;
  onChange: (text: string) => void;
};

/** What stands in for a variable that a contact lacks. */
const WITH_FALLBACK = ['first_name', 'full_name', 'company', 'owner', 'phone', 'email', 'message'];

/** A text with variables out of a menu, and how it reads with a real contact. */
export function TextWithVariables(props: Props) {
  const { name, label, hint, value, max, isLine, preview = true, onChange } = props;
  const control = useRef<HTMLInputElement & HTMLTextAreaElement>(null);

  function insert(written: string) {
    const box = control.current;
    const [start, end] = [box?.selectionStart ?? value.length, box?.selectionEnd ?? value.length];
    const next = value.slice(0, start) + written + value.slice(end);
    if (next.length > max) return;
    onChange(next);
    // After React has written the new text: the caret goes behind what was put in.
    requestAnimationFrame(() => {
      box?.focus();
      box?.setSelectionRange(start + written.length, start + written.length);
    });
  }

  const shared = {
    ref: control,
    name,
    value,
    maxLength: max,
    autoComplete: 'off',
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value),
  };
  return (
    <div className="flow-text">
      <Field label={label} hint={hint}>
        {isLine ? <Input {...shared} /> : <Textarea {...shared} rows={3} />}
      </Field>
      <InsertVariable onInsert={insert} />
      {preview && <Preview text={value} />}
    </div>
  );
}

/** The menu of what can be put into a text. */
function InsertVariable({ onInsert }: { onInsert: (written: string) => void }) {
  const t = useTranslations('automations');
  const { fields } = useEditorFacts().choices;
  const fallbackOf = (name: string) => (WITH_FALLBACK.includes(name) ? t(`fallbacks.${name}`) : null);
  return (
    <Menu
      trigger={
        <Button size="small" variant="quiet" className="justify-self-start">
          <Braces />
          {t('insertVariable')}
        </Button>
      }
    >
      {VARIABLES.map((name) => (
        <MenuItem key={name} onSelect={() => onInsert(writeVariable({ name, fallback: fallbackOf(name) }))}>
          {t(`variables.${name}`)}
        </MenuItem>
      ))}
      {fields.length > 0 && <MenuLabel>{t('ownFields')}</MenuLabel>}
      {fields.map(({ id, name }) => (
        <MenuItem
          key={id}
          onSelect={() => onInsert(writeVariable({ name: `field.${id}`, fallback: t('fallbacks.field') }))}
        >
          {name}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** The text as the sample contact would read it; without variables it says nothing new. */
function Preview({ text }: { text: string }) {
  const t = useTranslations('automations');
  const { sample } = useEditorFacts();
  if (!sample || variablesOf(text).length === 0) return null;
  return (
    <p className="flow-preview">
      <span className="field-hint">{t('previewWith', { name: sample.name })}</span>
      <span className="wrap-anywhere whitespace-pre-wrap">{fillText(text, sample.values)}</span>
    </p>
  );
}
