import { StartedAutomations } from '#components/ui/started-automations.tsx';
import type { BulkView } from '#domain/bulk/view.ts';
import type { BulkVerbs } from './types.ts';
import { useBulkVerbs } from './use-verbs.ts';

type Props = { bulk: BulkView; actions: BulkVerbs; onChange?: () => void };

/** The automations that a bulk change set off. */
export function BulkAutomations({ bulk, actions, onChange }: Props) {
  const verbs = useBulkVerbs(actions, onChange);
  if (!bulk.automations) return null;
  return (
    <StartedAutomations
      tally={bulk.automations}
      pending={verbs.pending}
      onCancel={() => verbs.callOff(bulk.id)}
    />
  );
}
