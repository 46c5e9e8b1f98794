import { makeAutomation } from '../support/automation.ts';
import type { World } from './world.ts';

/** An automation of the world's workspace, switched off. */
export async function automationId({ workspace }: World): Promise<number> {
  const { id } = await makeAutomation(workspace.admin, {
    trigger: { kind: 'contact_created', ways: [] },
    isOn: false,
    name: crypto.randomUUID(),
  });
  return id;
}
