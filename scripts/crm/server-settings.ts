import { prepareDataFolder } from '../support/data-folder.ts';
import { secretsFor } from '../support/secrets.ts';
import { readSettings } from '../support/settings.ts';

/** Gives this process what `npm start` gives the product's: the settings and kept secrets that verbs ask `env()` for. */
export function assumeServerSettings(databaseUrl: string): void {
  const settings = readSettings();
  prepareDataFolder(settings.DATA_DIR);
  Object.assign(process.env, secretsFor(settings), { DATABASE_URL: databaseUrl });
}
