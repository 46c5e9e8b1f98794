import type { FieldKind } from '#db/values.ts';
import type { FieldProblem } from '../errors.ts';

export type FieldChoice = { id: number; name: string };

/** A custom field of the workspace; `choices` in their order, empty unless its kind is `choice`. */
export type Field = {
  id: number;
  name: string;
  kind: FieldKind;
  position: number;
  version: number;
  choices: FieldChoice[];
};

/** What is needed of a field to read and write its answers. */
export type AnswerField = Pick<Field, 'kind' | 'choices'>;

/**
 * An answer by its field's kind: text a line, number a number, date `YYYY-MM-DD`, choice the id of one of the field's choices, yes_no a
 * boolean. Null: no answer.
 */
export type FieldValue = string | number | boolean | null;

/** A contact's answers by the id of their field; no answer, no key. */
export type Answers = Record<string, FieldValue>;

/** What came of reading an answer: its value, or why it is none. */
export type ReadValue = { ok: true; value: FieldValue } | { ok: false; problem: FieldProblem };
