import { type Command, readOptions } from './command.ts';

export const dbUrlCommand: Command = {
  name: 'db-url',
  summary: 'print the connection string of the database',
  help: `npm run crm -- db-url

Prints the connection string and nothing else, for psql and pg_dump:

  psql "$(npm run --silent crm -- db-url)"

The embedded database only answers while something of the product runs, such as \`npm start\`.`,
  run: async (args) => {
    readOptions(args, {});
    const { withDatabase } = await import('./database.ts');
    await withDatabase(async (url) => console.log(url));
    return 0;
  },
};
