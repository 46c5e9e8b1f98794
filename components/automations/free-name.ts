import { AUTOMATION_NAME_MAX } from '#domain/automations/rules.ts';
import { nameKey } from '#lib/text.ts';

/** A name that none of `taken` has: itself, or with a number after it. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const keys = new Set(taken.map(nameKey));
  const name = wanted.slice(0, AUTOMATION_NAME_MAX);
  for (let number = 2; number <= taken.length + 2; number += 1) {
    const numbered = number === 2 ? name : `${wanted.slice(0, AUTOMATION_NAME_MAX - 5)} ${number - 1}`;
    if (!keys.has(nameKey(numbered))) return numbered;
  }
  return name;
}
