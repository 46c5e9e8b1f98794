import type { Definition, Step, Trigger } from '#domain/automations/types.ts';

/** A definition with these parts; what is left out asks nothing and does next to nothing. */
export function definitionOf(
  parts: Partial<Omit<Definition, 'conditions'>> & { filter?: string } = {},
): Definition {
  const trigger: Trigger = parts.trigger ?? { kind: 'contact_created', ways: [] };
  const steps: Step[] = parts.steps ?? [{ key: 'note', kind: 'note', text: 'Visto' }];
  return {
    trigger,
    conditions: { filter: parts.filter ?? '', hours: null, repeat: 'always', repeatDays: null },
    steps,
  };
}
