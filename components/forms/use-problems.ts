'use client';

import { useTranslations } from 'next-intl';
import type { FormError } from '#components/ui/form-errors.tsx';
import type { FieldProblem } from '#domain/errors.ts';
import type { ActionFailure } from '#domain/result.ts';

/** Puts typed failures into the reader's words (namespaces `problems` and `errors`). */
export function useProblems() {
  const problems = useTranslations('problems');
  const errors = useTranslations('errors');
  const problem = ({ code, params }: FieldProblem) => problems(problems.has(code) ? code : 'invalid', params);

  return {
    /** The message of one field, or nothing. */
    at: (failure: ActionFailure | null, field: string): string | undefined => {
      const found = failure?.fields[field];
      return found && problem(found);
    },
    /** One sentence for a toast. */
    sentence: (failure: ActionFailure): string => {
      const [first] = Object.values(failure.fields);
      if (first) return problem(first);
      const text = errors(errors.has(failure.code) ? failure.code : 'bug');
      return failure.code === 'bug' && failure.requestId ? `${text} (${failure.requestId})` : text;
    },
    /** What a form's summary lists: each field's problem, or the failure itself. */
    list: (failure: ActionFailure | null): FormError[] => {
      if (!failure) return [];
      const fields = Object.entries(failure.fields).map(([field, found]) => ({
        field,
        message: problem(found),
      }));
      if (fields.length > 0) return fields;
      return [{ message: errors(errors.has(failure.code) ? failure.code : 'bug') }];
    },
  };
}
