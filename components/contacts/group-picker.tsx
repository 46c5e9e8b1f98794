import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Input } from '#components/ui/input.tsx';

type Named = { id: number; name: string };
/** A group, or null: make one of what was typed. */
type Option = Named | null;

type Props = {
  /** Those that can be picked. */
  groups: Named[];
  onPick: (group: Named) => void;
  onMake: (name: string) => void;
  onClose: () => void;
};

const SHOWN_MAX = 8;

/** Types ahead among the groups; a name that is none of them can become one. Arrows choose, Enter picks, Escape leaves. */
export default function GroupPicker({ groups, onPick, onMake, onClose }: Props) {
  const t = useTranslations('contacts');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { text, options, active, type, point, step } = useOptions(groups);
  useEffect(() => input.current?.focus(), []);

  function pick(option: Option | undefined) {
    if (option === undefined) return;
    if (option) onPick(option);
    else onMake(text.trim());
    onClose();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Enter') pick(options[active]);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div>
      <Input
        ref={input}
        name="group"
        role="combobox"
        value={text}
        maxLength={200}
        autoComplete="off"
        aria-label={t('pickGroup')}
        placeholder={t('pickGroup')}
        aria-expanded={options.length > 0}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={options.length > 0 ? `${id}-${active}` : undefined}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={onClose}
      />
      <Options id={id} options={options} active={active} text={text} onPoint={point} onPick={pick} />
      {options.length === 0 && (
        <p className="field-hint mt-1">{t(groups.length > 0 ? 'noGroupFound' : 'noGroupYet')}</p>
      )}
    </div>
  );
}

type OptionsProps = {
  id: string;
  options: Option[];
  active: number;
  text: string;
  onPoint: (index: number) => void;
  onPick: (option: Option) => void;
};

function Options({ id, options, active, text, onPoint, onPick }: OptionsProps) {
  const t = useTranslations('contacts');
  return (
    <div id={id} role="listbox" aria-label={t('groups')} className="group-options">
      {options.map((option, index) => (
        <div
          key={option?.id ?? 'new'}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className="menu-item"
          // Before the input loses the focus, which closes the list.
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(option);
          }}
          onPointerMove={() => onPoint(index)}
        >
          {option === null && <Plus />}
          <span className="menu-text">{option ? option.name : t('makeGroup', { name: text.trim() })}</span>
        </div>
      ))}
    </div>
  );
}

function useOptions(groups: Named[]) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const sought = plain(text);
  const found = groups.filter(({ name }) => plain(name).includes(sought)).slice(0, SHOWN_MAX);
  const isNew = sought !== '' && !groups.some(({ name }) => plain(name) === sought);
  const options: Option[] = isNew ? [...found, null] : found;
  const active = Math.max(0, Math.min(at, options.length - 1));
  return {
    text,
    options,
    active,
    type(typed: string) {
      setText(typed);
      setAt(0);
    },
    point: setAt,
    step: (by: 1 | -1) => options.length > 0 && setAt((active + by + options.length) % options.length),
  };
}

/** Without case, accents and outer spaces. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
