import { sql } from 'drizzle-orm';
import type { Connection } from '#db/client.ts';
import { isDatabaseAway } from '#db/errors.ts';
import { log } from '#lib/log.ts';
import { DomainError } from '../errors.ts';
import { type PumpName, WORK_CHANNEL } from '../jobs.ts';

/** A post is answered within 2 s, come what may: one that is not stored by then is refused, and Meta posts it again. */
const PATIENCE_MS = 1_800;
/** A statement that takes longer hangs: its connections are given up. */
const HUNG_MS = 2_500;
/** What one statement stores at most. */
const GATHERED_POSTS = 256;
const GATHERED_BYTES = 8 * 1024 * 1024;
/** What may wait at most; more is refused at once. */
const WAITING_BYTES = 64 * 1024 * 1024;
/** Statements at a time: while one waits for its commit, the next are gathered. */
const LANES = 2;
/** Workers are woken no more often: a notification makes all commits of the database stand in line. */
const WAKE_EVERY_MS = 50;
const PUMP: PumpName = 'take-webhooks';

type Waiting = { body: Uint8Array; stored: () => void; refuse: (error: unknown) => void };

export type PostStore = {
  /** Resolves once `body` is committed. @throws `unavailable` when it is not within 1.8 s, or the database is away. */
  store: (body: Uint8Array) => Promise<void>;
  close: () => Promise<void>;
};

/**
 * Stores webhooks as they come, those that arrive together in one statement and one commit, and wakes a worker afterwards, never in the same
 * transaction. `open` gives connections of its own, also anew after some that hung.
 */
export function openPostStore(open: () => Connection): PostStore {
  let link = { connection: open(), busy: 0 };
  let waiting: Waiting[] = [];
  let waitingBytes = 0;
  const wake = throttled(WAKE_EVERY_MS, () => {
    link.connection.db
      .execute(sql`select pg_notify(${WORK_CHANNEL}, ${PUMP})`)
      .catch((error: unknown) => log.warn({ error }, 'no worker could be woken'));
  });

  function replace(hung: typeof link): void {
    if (hung !== link) return;
    log.error('storing webhooks hung: connecting anew');
    link = { connection: open(), busy: 0 };
    hung.connection.close().catch(() => {});
  }

  async function flush(): Promise<void> {
    const used = link;
    used.busy++;
    const posts = gather(waiting);
    waiting = waiting.slice(posts.length);
    const watch = setTimeout(() => replace(used), HUNG_MS);
    try {
      await insert(used.connection, posts);
      for (const post of posts) post.stored();
      wake();
    } catch (error) {
      for (const post of posts) post.refuse(isDatabaseAway(error) ? tooLate() : error);
    } finally {
      clearTimeout(watch);
      used.busy--;
      if (waiting.length > 0 && link.busy < LANES) void flush();
    }
  }

  function store(body: Uint8Array): Promise<void> {
    if (waitingBytes + body.byteLength > WAITING_BYTES) return Promise.reject(tooLate());
    waitingBytes += body.byteLength;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const post = { body, stored: resolve, refuse: reject };
    const patience = setTimeout(() => {
      waiting = waiting.filter((one) => one !== post);
      reject(tooLate());
    }, PATIENCE_MS);
    waiting.push(post);
    if (link.busy < LANES) void flush();
    return promise.finally(() => {
      clearTimeout(patience);
      waitingBytes -= body.byteLength;
    });
  }

  return { store, close: () => link.connection.close() };
}

function gather(waiting: Waiting[]): Waiting[] {
  let bytes = 0;
  let count = 0;
  for (const { body } of waiting.slice(0, GATHERED_POSTS)) {
    bytes += body.byteLength;
    if (count > 0 && bytes > GATHERED_BYTES) break;
    count++;
  }
  return waiting.slice(0, count);
}

async function insert({ db }: Connection, posts: Waiting[]): Promise<void> {
  // Base64 has no letter that would end an element of the list.
  const bodies = posts.map(({ body }) => `"${Buffer.from(body).toString('base64')}"`);
  await db.execute(sql`
    insert into webhook_posts (body)
    select decode(given, 'base64') from unnest(${`{${bodies.join(',')}}`}::text[]) as given`);
}

const tooLate = () => new DomainError('unavailable');

/** Does it at once, and again at the end of each stretch in which it was asked for. */
function throttled(everyMs: number, act: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isAsked = false;
  return function ask(): void {
    if (timer) {
      isAsked = true;
      return;
    }
    act();
    timer = setTimeout(() => {
      timer = undefined;
      if (isAsked) {
        isAsked = false;
        ask();
      }
    }, everyMs);
    timer.unref();
  };
}
