import { useRouter } from 'next/navigation';
import { type FormEvent, type RefObject, useTransition } from 'react';

/** What stands in a form, by the names of its fields. */
export type Chosen = Record<string, string>;

/**
 * Lets a GET form be followed at each choice: where it would go, but in the one spelling of the address that `hrefOf` gives. Null: not yet, as while a
 * date is being typed.
 */
export function useFollow(
  form: RefObject<HTMLFormElement | null>,
  hrefOf: (chosen: Chosen, target: EventTarget) => string | null,
) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  function follow(event: FormEvent) {
    event.preventDefault();
    if (!form.current) return;
    const chosen = Object.fromEntries(
      [...new FormData(form.current)].map(([name, value]) => [name, String(value)]),
    );
    const href = hrefOf(chosen, event.target);
    if (href !== null) startTransition(() => router.replace(href, { scroll: false }));
  }
  return { follow, isPending };
}
