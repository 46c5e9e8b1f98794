import postgres from 'postgres';
import { LaunchError } from '../support/launch-error.ts';
import type { BenchServer } from './bench-database.ts';
import { signIn } from './sign-in.ts';
import { startWeb, type WebProcess } from './web-process.ts';

/** Everything a measurement needs: the product over a database of so many contacts, and somebody signed in. */
export type Stage = {
  contacts: number;
  workspaceId: number;
  web: WebProcess;
  /** The database's address. */
  url: string;
  /** The signed-in person's cookie header. */
  cookie: string;
  /** The bare driver, for floors and for what to ask. */
  sql: postgres.Sql;
  statusIds: number[];
  originIds: number[];
  close(): Promise<void>;
};

/** More than the clients of any measurement. */
const CONNECTIONS = 16;

export async function openStage(server: BenchServer, contacts: number): Promise<Stage> {
  const database = await server.database(contacts);
  const web = await startWeb(database.url);
  const sql = postgres(database.url, { max: CONNECTIONS, onnotice: () => {} });
  const close = async () => {
    await web.stop();
    await sql.end();
    await database.drop();
  };
  try {
    const cookie = await signIn(web.origin, database.url);
    const [workspace] = await sql<{ id: string }[]>`select id from workspaces`;
    if (!workspace) throw new LaunchError('The database has no workspace.');
    const statuses = await sql<{ id: string }[]>`select id from statuses order by position`;
    const origins = await sql<{ id: string }[]>`select id from origins order by id`;
    return {
      contacts,
      workspaceId: Number(workspace.id),
      web,
      url: database.url,
      cookie,
      sql,
      statusIds: statuses.map(({ id }) => Number(id)),
      originIds: origins.map(({ id }) => Number(id)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
