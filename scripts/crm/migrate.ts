import { type Command, readOptions } from './command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'bring the database to the newest schema',
  help: `npm run crm -- migrate

Brings the database to the schema of this version. \`npm start\` does it by itself; on several machines
run this once before the new version starts. Two at once are safe: one waits for the other.`,
  run: async (args) => {
    readOptions(args, {});
    const { withDatabase } = await import('./database.ts');
    const { migrate } = await import('#db/migrate.ts');
    await withDatabase(migrate);
    console.log('The database is up to date.');
    return 0;
  },
};
