import type { UnknownValue } from '#domain/imports/types.ts';

/** An answer as a select holds it: `use:7`, `create`, `default`, `reject`, or nothing yet. */
export type Answer = string;

/** What tells the values of all subjects apart. */
export function valueKey({ subject, key }: Pick<UnknownValue, 'subject' | 'key'>): string {
  return `${subject} ${key}`;
}

/** What has been answered before, or what is proposed. */
export function firstAnswer({ answer, proposal }: UnknownValue): Answer {
  if (typeof answer === 'string') return answer;
  const id = answer?.use ?? proposal?.id;
  return id === undefined ? '' : `use:${id}`;
}

/** An answer as the server takes it. */
export function readAnswer(answer: Answer, { value }: Pick<UnknownValue, 'value'>) {
  if (answer === 'create') return { create: value };
  return answer.startsWith('use:') ? { use: Number(answer.slice(4)) } : answer;
}
