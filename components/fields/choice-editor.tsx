import { ArrowDown, ArrowUp, CircleAlert, Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';

/** A choice as it is being written; `key` tells rows apart that have no id yet. */
export type DraftChoice = { key: string; id: number | null; name: string };

let made = 0;

export const draftChoice = (choice?: { id: number | null; name: string }): DraftChoice => ({
  key: `choice-${++made}`,
  id: choice?.id ?? null,
  name: choice?.name ?? '',
});

type Props = {
  choices: DraftChoice[];
  error: string | undefined;
  onChange: (choices: DraftChoice[]) => void;
};

/** The choices of a field, one line each. Enter goes on to a new line; a list that is pasted becomes lines. */
export function ChoiceEditor({ choices, error, onChange }: Props) {
  const t = useTranslations('fields');
  const { list, insertAfter, move, remove } = useLines(choices, onChange);

  return (
    <fieldset className="field" aria-describedby={error ? 'choices-error' : undefined}>
      <legend className="field-label">{t('choices')}</legend>
      {error && (
        <p className="field-error" id="choices-error">
          <CircleAlert />
          <span>{error}</span>
        </p>
      )}
      <ol ref={list} className="mt-1 mb-1 flex flex-col gap-2">
        {choices.map((choice, index) => (
          <ChoiceRow
            key={choice.key}
            choice={choice}
            place={index + 1}
            last={choices.length}
            onName={(name) => onChange(choices.map((one) => (one === choice ? { ...one, name } : one)))}
            onNext={() => insertAfter(index, [draftChoice()])}
            onPaste={(names) =>
              insertAfter(
                index,
                names.map((name) => draftChoice({ id: null, name })),
              )
            }
            onMove={(by) => move(index, index + by)}
            onRemove={() => remove(index)}
          />
        ))}
      </ol>
      <div>
        <Button size="small" onClick={() => insertAfter(choices.length - 1, [draftChoice()])}>
          <Plus />
          {t('addChoice')}
        </Button>
      </div>
    </fieldset>
  );
}

function useLines(choices: DraftChoice[], onChange: Props['onChange']) {
  const list = useRef<HTMLOListElement>(null);

  function focusAt(index: number) {
    requestAnimationFrame(() => list.current?.querySelectorAll('input')[index]?.focus());
  }

  function insertAfter(index: number, added: DraftChoice[]) {
    onChange([...choices.slice(0, index + 1), ...added, ...choices.slice(index + 1)]);
    focusAt(index + added.length);
  }

  function move(from: number, to: number) {
    const next = [...choices];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange(next);
  }

  function remove(index: number) {
    onChange(choices.filter((_, at) => at !== index));
    focusAt(Math.max(0, index - 1));
  }

  return { list, insertAfter, move, remove };
}

type RowProps = {
  choice: DraftChoice;
  place: number;
  last: number;
  onName: (name: string) => void;
  onNext: () => void;
  onPaste: (names: string[]) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
};

function ChoiceRow({ choice, place, last, onName, onNext, onPaste, onMove, onRemove }: RowProps) {
  const t = useTranslations('fields');
  const label = t('choiceAt', { place });

  function onKeyDown(event: KeyboardEvent) {
    // Enter would send the form; with something typed it goes on to the next choice instead.
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || choice.name.trim() === '') return;
    event.preventDefault();
    onNext();
  }

  function paste(event: ClipboardEvent) {
    const lines = event.clipboardData
      .getData('text')
      .split(/\r?\n/)
      .map((line) => line.trim());
    const names = lines.filter(Boolean);
    if (names.length < 2) return;
    event.preventDefault();
    onPaste(names);
  }

  return (
    <li className="flex items-center gap-1">
      <Input
        id={place === 1 ? 'field-choices' : undefined}
        name={`choice-${place}`}
        value={choice.name}
        maxLength={200}
        autoComplete="off"
        aria-label={label}
        onChange={(event) => onName(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={paste}
      />
      <IconButton label={t('choiceUp', { label })} disabled={place === 1} onClick={() => onMove(-1)}>
        <ArrowUp />
      </IconButton>
      <IconButton label={t('choiceDown', { label })} disabled={place === last} onClick={() => onMove(1)}>
        <ArrowDown />
      </IconButton>
      <IconButton label={t('choiceRemove', { label })} disabled={last === 1} onClick={onRemove}>
        <X />
      </IconButton>
    </li>
  );
}
