import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { readChoices } from './choices.ts';
import type { ImportField } from './types.ts';

type Named = { id: number; name: string };

/** Everything that a plan can give to contacts, as it is now. */
export type PlanChoices = {
  statuses: (Named & { colour: string; isDefault: boolean })[];
  origins: Named[];
  owners: Named[];
  groups: Named[];
  fields: ImportField[];
};

/** What the page of an import offers in its selects. @throws `forbidden`. */
export async function listPlanChoices(ctx: Ctx): Promise<PlanChoices> {
  authorize(ctx, 'import.read');
  const { statuses, origins, owners, groups, fields } = await readChoices(ctx);
  const named = ({ id, name }: Named): Named => ({ id, name });
  return {
    statuses: statuses.map(({ id, name, colour, isDefault }) => ({ id, name, colour, isDefault })),
    origins: origins.map(named),
    owners: owners.map(named),
    groups: groups.map(named),
    fields,
  };
}
