import { LaunchError } from './launch-error.ts';
import { report } from './progress.ts';

/**
 * Brings a database to the newest schema and, for a demo, fills it once.
 *
 * @param encryptionKey what the access token of the demo's number is sealed with
 * @returns the token for the page that makes the first account, while there is none
 * @throws LaunchError with PostgreSQL's own words when the schema cannot be made
 */
export async function prepareDatabase(
  url: string,
  isDemo: boolean,
  encryptionKey: string,
): Promise<string | null> {
  // Loaded here: these bring half the product, and most mistakes are told without it.
  const { migrate } = await import('#db/migrate.ts');
  const { seedDemo } = await import('#domain/demo/seed.ts');
  const { prepareSetup } = await import('#domain/setup/prepare.ts');
  await migrate(url).catch((error: unknown) => {
    throw new LaunchError(`The database could not be brought up to date: ${reasonOf(error)}`);
  });
  if (isDemo && (await seedDemo(url, encryptionKey))) report('  made a demo workspace');
  return prepareSetup(url);
}

/** drizzle says only which statement failed; PostgreSQL's own words are the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
