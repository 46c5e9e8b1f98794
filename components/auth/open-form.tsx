'use client';

import { type ReactNode, useActionState, useEffect, useMemo, useRef } from 'react';
import { useProblems } from '#components/forms/use-problems.ts';
import { FormErrors } from '#components/ui/form-errors.tsx';
import type { FormAction, FormState } from './types.ts';

export type OpenFormHelp = {
  /** The problem of one field, or nothing. */
  error: (field: string) => string | undefined;
  /** What was typed before the server refused. */
  typed: (field: string) => string | undefined;
  typedList: (field: string) => string[] | undefined;
};

type Props = {
  action: FormAction;
  /** Puts a failure into words of this form's own; undefined: the general ones. */
  explain?: (failure: NonNullable<FormState>) => string | undefined;
  /** Says what is wrong when the page is opened, e.g. after a visit to an identity provider. */
  notice?: string;
  children: (help: OpenFormHelp) => ReactNode;
};

/** A form of somebody who is not signed in: sent to the server as it is, with or without JavaScript. */
export function OpenForm({ action, explain, notice, children }: Props) {
  const problems = useProblems();
  const [failure, send] = useActionState(action, null);
  const explained = failure ? explain?.(failure) : notice;
  // A new list takes the focus: made for a new failure only.
  const errors = useMemo(() => problems.list(failure), [failure]);
  const value = (field: string) => failure?.typed[field];
  return (
    // React empties a form once its action has answered; what was typed is to stay, passwords too.
    <form action={send} onReset={(event) => event.preventDefault()} className="auth-form" noValidate>
      {explained === undefined ? (
        <FormErrors errors={errors} />
      ) : (
        <Problem failure={failure}>{explained}</Problem>
      )}
      {children({
        error: (field) => problems.at(failure, field),
        typed: (field) => [value(field)].flat()[0],
        typedList: (field) => (failure ? [value(field) ?? []].flat() : undefined),
      })}
    </form>
  );
}

/** One sentence that concerns the form as a whole; takes the focus with each new answer. */
function Problem({ failure, children }: { failure: FormState; children: string }) {
  const box = useRef<HTMLParagraphElement>(null);
  // The same sentence again is a new answer.
  useEffect(() => box.current?.focus(), [failure]);
  return (
    <p ref={box} tabIndex={-1} className="form-errors font-medium" role="alert">
      {children}
    </p>
  );
}
