import { LaunchError } from '../support/launch-error.ts';
import { report } from '../support/progress.ts';
import { type Command, readOptions } from './command.ts';

export const seedCommand: Command = {
  name: 'seed',
  summary: 'add fictional contacts by the million',
  help: `npm run crm -- seed --contacts N [--statuses N] [--origins N] [--workspace ID]

Adds N fictional contacts with two years of history, to try the product at size. A million takes one
or two minutes, in which nobody else can work with contacts. Not for a workspace that people use:
there is no command to take them out again.

  --contacts N     how many to add
  --statuses N     statuses the workspace has afterwards, at least (7)
  --origins N      origins it has afterwards, at least (20)
  --workspace ID   where; by default the only workspace, the demo's among several, or a new one`,
  run: async (args) => {
    const options = readOptions(args, {
      contacts: 'value',
      statuses: 'value',
      origins: 'value',
      workspace: 'value',
    });
    const contacts = options.number('contacts');
    if (contacts === undefined) throw new LaunchError('Say how many: seed --contacts 100000');
    const { withDatabase } = await import('./database.ts');
    const { migrate } = await import('#db/migrate.ts');
    const { seedVolume } = await import('#domain/demo/volume.ts');
    const started = performance.now();
    const volume = await withDatabase(async (url) => {
      await migrate(url);
      const request = {
        contacts,
        statuses: options.number('statuses') ?? 7,
        origins: options.number('origins') ?? 20,
        workspaceId: options.number('workspace') ?? null,
      };
      return seedVolume(url, request, report);
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(
      `Workspace ${volume.workspaceId}: ${volume.contacts} contacts, ${volume.identities} identities and ${volume.events} events added in ${seconds} s.`,
    );
    return 0;
  },
};
