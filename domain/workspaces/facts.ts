import { workspaces } from '#db/schema/workspaces.ts';

/** The columns behind `WorkspaceFacts`, for the gates that make a ctx. */
export const workspaceFacts = {
  id: workspaces.id,
  name: workspaces.name,
  locale: workspaces.locale,
  country: workspaces.country,
  timeZone: workspaces.timeZone,
  salesScope: workspaces.salesScope,
};
