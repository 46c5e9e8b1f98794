'use client';

import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useTransition } from 'react';

const WAIT_MS = 250;

type Kept = Record<string, string | string[] | undefined>;

type Props = {
  /** The address of the list, without its query. */
  action: string;
  name?: string;
  /** What is in force now, from the address. */
  value: string;
  label: string;
  placeholder?: string;
  /** Other parameters of the address that a new search keeps (filters, sort); leave the page's cursor out. */
  keep?: Kept;
};

/** Search of a list: a plain GET form; with JavaScript the list follows the typing and the box keeps its focus. */
export function SearchBox({ action, name = 'q', value, label, placeholder, keep = {} }: Props) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  // The address changed by another way (a filter cleared, the back button): follow it, but never under typing hands.
  useEffect(() => {
    if (input.current && input.current !== document.activeElement) input.current.value = value;
  }, [value]);

  function go(text: string) {
    clearTimeout(timer.current);
    startTransition(() => router.replace(address(action, name, text, keep), { scroll: false }));
  }

  function onType(text: string) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => go(text), WAIT_MS);
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    go(input.current?.value ?? '');
  }

  return (
    <search className="search">
      <form action={action} onSubmit={onSubmit}>
        {pairs(keep).map(([key, one]) => (
          <input key={`${key}=${one}`} type="hidden" name={key} value={one} />
        ))}
        <input
          ref={input}
          type="search"
          name={name}
          className="input"
          aria-label={label}
          placeholder={placeholder ?? label}
          defaultValue={value}
          onChange={(event) => onType(event.target.value)}
          autoComplete="off"
          data-search
        />
      </form>
      {isPending ? <span className="spinner" /> : <Search />}
    </search>
  );
}

function pairs(keep: Kept): [string, string][] {
  return Object.entries(keep).flatMap(([key, held]) =>
    [held ?? []].flat().map((one): [string, string] => [key, one]),
  );
}

function address(action: string, name: string, text: string, keep: Kept): string {
  const query = new URLSearchParams(pairs(keep));
  if (text.trim()) query.set(name, text.trim());
  return query.size > 0 ? `${action}?${query}` : action;
}
