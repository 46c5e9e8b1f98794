import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { Input } from '#components/ui/input.tsx';
import type { FoundContact } from '#domain/contacts/look-up.ts';

const WAIT_MS = 200;

type Props = {
  label: string;
  /** Not offered: the one that it is about. */
  exceptId?: number;
  chosenId: number | null;
  error?: string;
  /** Where it comes in the place of something else that had the focus. */
  takesFocus?: boolean;
  onChoose: (contact: FoundContact) => void;
};

/** Finds a contact by what is typed, and chooses one of those found; arrows and Enter as in any such field. */
export function ContactPicker({ label, exceptId, chosenId, error, takesFocus, onChoose }: Props) {
  const t = useTranslations('picker');
  const id = useId();
  const [typed, setTyped] = useState('');
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  const { found, isAsking } = useFound(typed, exceptId);
  const { at, setAt, onKeyDown } = useArrows(found, onChoose);
  const optionId = (index: number) => `${id}-${index}`;

  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <Input
        ref={box}
        id={id}
        type="search"
        role="combobox"
        autoComplete="off"
        placeholder={t('searchHint')}
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={found[at] ? optionId(at) : undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {error && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      <div id={`${id}-list`} role="listbox" aria-label={label} className="picker-list">
        {found.map((contact, index) => (
          <Option
            key={contact.id}
            id={optionId(index)}
            contact={contact}
            isActive={index === at}
            isChosen={contact.id === chosenId}
            onChoose={() => onChoose(contact)}
          />
        ))}
      </div>
      <p className="field-hint" role="status">
        {typed.trim() !== '' && !isAsking && found.length === 0 && t('noneFound')}
      </p>
    </div>
  );
}

type OptionProps = {
  id: string;
  contact: FoundContact;
  isActive: boolean;
  isChosen: boolean;
  onChoose: () => void;
};

function Option({ id, contact, isActive, isChosen, onChoose }: OptionProps) {
  const more = [contact.maskedPhone, contact.email, contact.company, `#${contact.id}`];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are read where the focus is, in the search box
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className={classNames('picker-option', isActive && 'is-active')}
      onClick={onChoose}
    >
      <span className="truncate font-medium">{contact.name}</span>
      <span className="picker-more">{more.filter(Boolean).join(' · ')}</span>
    </div>
  );
}

/** Which of those found the arrows stand at; Enter chooses it. */
function useArrows(found: FoundContact[], onChoose: (contact: FoundContact) => void) {
  const [at, setAt] = useState(0);
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const there = found[at];
    if (step && found.length > 0) {
      event.preventDefault();
      setAt((at + step + found.length) % found.length);
    } else if (event.key === 'Enter' && there) {
      event.preventDefault();
      onChoose(there);
    }
  }
  return { at, setAt, onKeyDown };
}

/** Who a search finds, asked once nobody types any more. */
function useFound(typed: string, exceptId: number | undefined): { found: FoundContact[]; isAsking: boolean } {
  const [answer, setAnswer] = useState<{ q: string; found: FoundContact[] }>({ q: '', found: [] });
  const q = typed.trim();
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const params = new URLSearchParams({ q });
      if (exceptId !== undefined) params.set('exceptId', String(exceptId));
      const found = q === '' ? [] : await ask(`/api/contacts/look-up?${params}`, stop.signal);
      if (!stop.signal.aborted) setAnswer({ q, found });
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [q, exceptId]);
  return { found: q === '' ? [] : answer.found, isAsking: answer.q !== q };
}

async function ask(address: string, signal: AbortSignal): Promise<FoundContact[]> {
  try {
    const answer = await fetch(address, { signal });
    return answer.ok ? await answer.json() : [];
  } catch {
    return [];
  }
}
