/** What stands for facts of the contact, and of what set the automation off, in the texts of its steps: `{{first_name|cliente}}`. */
export const VARIABLES = [
  'first_name',
  'full_name',
  'phone',
  'email',
  'company',
  'status',
  'origin',
  'owner',
  'workspace',
  /** What the person wrote that set it off. */
  'message',
] as const;
export type VariableName = (typeof VARIABLES)[number] | `field.${number}`;

/** By name; what is missing or empty is nothing. */
export type VariableValues = Readonly<Partial<Record<VariableName, string>>>;

export type Variable = { name: string; fallback: string | null };

const WRITTEN = /\{\{([^{}]*)\}\}/g;
const FIELD = /^field\.[1-9]\d{0,14}$/;
/** Nobody is without them. */
const ALWAYS: readonly string[] = ['status', 'origin', 'workspace'];

/** Whether there is a variable of that name; of a field: it may be gone by now. */
export function isVariable(name: string): name is VariableName {
  return FIELD.test(name) || VARIABLES.some((one) => one === name);
}

/** The variables of a text in their order, and what else stands in double brackets. */
export function variablesOf(text: string): Variable[] {
  return [...text.matchAll(WRITTEN)].map(([, inside = '']) => read(inside));
}

/** The id of the custom field that a variable stands for; null: it stands for something else. */
export function fieldOf(name: string): number | null {
  return FIELD.test(name) ? Number(name.slice(6)) : null;
}

/** The ids of the custom fields that a text names. */
export function fieldsOf(text: string): number[] {
  return [...new Set(variablesOf(text).flatMap(({ name }) => fieldOf(name) ?? []))];
}

/** The text with its variables filled in: by the value, else by the fallback, else by nothing. What is filled in is not looked through again. */
export function fillText(text: string, values: VariableValues): string {
  return text.replace(WRITTEN, (_, inside: string) => {
    const { name, fallback } = read(inside);
    const value = isVariable(name) ? values[name]?.trim() : '';
    return value || (fallback ?? '');
  });
}

/** The text with each variable told by name: what stands in for it is of no interest there. */
export function nameVariables(text: string, nameOf: (name: string) => string): string {
  return text.replace(WRITTEN, (_, inside: string) => `[${nameOf(read(inside).name)}]`);
}

export type VariableProblem = { code: 'unknown_variable' | 'unknown_field' | 'no_fallback'; name: string };

/**
 * What is wrong with the variables of a text: none of that name; a field that is not among `fieldIds` (where they are given). `no_fallback`: may be
 * empty, and nothing stands in for it.
 */
export function variableProblems(text: string, fieldIds?: readonly number[]): VariableProblem[] {
  return variablesOf(text).flatMap(({ name, fallback }): VariableProblem[] => {
    if (!isVariable(name)) return [{ code: 'unknown_variable', name }];
    if (fieldIds && FIELD.test(name) && !fieldIds.includes(Number(name.slice(6))))
      return [{ code: 'unknown_field', name }];
    return fallback === null && !ALWAYS.includes(name) ? [{ code: 'no_fallback', name }] : [];
  });
}

/** As it is written into a text. */
export function writeVariable({ name, fallback }: Variable): string {
  const words = fallback?.replace(/[{}|]/g, '').trim();
  return words ? `{{${name}|${words}}}` : `{{${name}}}`;
}

function read(inside: string): Variable {
  const bar = inside.indexOf('|');
  if (bar < 0) return { name: inside.trim(), fallback: null };
  return { name: inside.slice(0, bar).trim(), fallback: inside.slice(bar + 1).trim() };
}
