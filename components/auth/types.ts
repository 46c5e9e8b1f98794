import type { ActionFailure } from '#domain/result.ts';

/** What a form's action said last: nothing yet, or why not, with what was typed. Success leads to another page. */
export type FormState = null | (ActionFailure & { typed: Record<string, string | string[] | undefined> });

/** An action for `useActionState`: the form works without JavaScript as well. */
export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;
