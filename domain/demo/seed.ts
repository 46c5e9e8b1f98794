import { eq, sql } from 'drizzle-orm';
import { connect, type Tx } from '#db/client.ts';
import { contactIdentities, contacts } from '#db/schema/contacts.ts';
import { contactEvents } from '#db/schema/events.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { makeAutomations } from './automations.ts';
import { makeCast } from './cast.ts';
import { chatFacts, makeChats, planChats } from './chats.ts';
import { makeLists } from './lists.ts';
import { type FictionalPerson, makePerson } from './people.ts';
import { makeRandom, type Random } from './random.ts';
import { makeSegments } from './segments.ts';
import { STORY_DAYS, type Story, tellStory } from './story.ts';
import { makeTargets } from './targets.ts';
import { makeTwin, TWINS } from './twins.ts';
import { makeWhatsapp } from './whatsapp.ts';

const CONTACTS = 400;
const SEED = 20_260_401;
const LOCK = 7_246_002;

/**
 * Fills an empty database with the demo: one workspace, three people who can sign in, some 400 contacts and their last month, the same ones each
 * time, dated so that it ends at `now`. Returns false, having done nothing, where a demo workspace is already. `encryptionKey` seals the
 * access token of its WhatsApp number.
 */
export async function seedDemo(
  databaseUrl: string,
  encryptionKey: string,
  now = new Date(),
): Promise<boolean> {
  const { db, close } = connect(databaseUrl, { max: 1 });
  try {
    return await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
      const [found] = await tx
        .select({ id: workspaces.id })
        .from(workspaces)
        .where(eq(workspaces.isDemo, true))
        .limit(1);
      if (found) return false;
      await fill(tx, now, encryptionKey);
      return true;
    });
  } finally {
    await close();
  }
}

async function fill(tx: Tx, now: Date, encryptionKey: string): Promise<void> {
  const random = makeRandom(SEED);
  const since = new Date(now.getTime() - (STORY_DAYS + 1) * 86_400_000);
  const { workspaceId, ...cast } = await makeCast(tx, since);
  const tell = (person: FictionalPerson) => ({ person, story: tellStory(random, cast, now) });
  const once = Array.from({ length: CONTACTS - TWINS }, (_, index) => tell(makePerson(random, index + 1)));
  const twins = makeTwins(
    random,
    once.map(({ person }) => person),
  ).map(tell);
  const tales = [...once, ...twins].sort((a, b) => a.story.createdAt.getTime() - b.story.createdAt.getTime());
  const made = { workspaceId, adminId: cast.staffIds.at(-1) ?? null, since, now };
  const whatsapp = await makeWhatsapp(tx, { ...made, encryptionKey, cast });
  const chats = planChats(tales, whatsapp, cast.staffIds, now);
  const chatOf = new Map(chats.map((chat) => [chat.tale.story, chatFacts(chat)]));
  const added = await tx
    .insert(contacts)
    .values(
      tales.map(({ person, story }) => ({
        ...contactRow(workspaceId, person, story),
        ...chatOf.get(story),
      })),
    )
    .returning({ id: contacts.id });
  const told = tales.map((tale, index) => ({ ...tale, contactId: added[index]?.id ?? 0 }));
  await tx.insert(contactIdentities).values(
    told.flatMap(({ person, story, contactId }) =>
      [
        { kind: 'phone' as const, value: person.phone },
        { kind: 'email' as const, value: person.email },
      ].flatMap(({ kind, value }) =>
        value === null
          ? []
          : [{ workspaceId, kind, value, contactId, source: 'demo' as const, createdAt: story.createdAt }],
      ),
    ),
  );
  const joined = await makeLists(
    tx,
    made,
    told.map(({ story, contactId }) => ({ contactId, createdAt: story.createdAt })),
  );
  await makeSegments(tx, made);
  await makeTargets(tx, { ...made, cast });
  const said = await makeChats(tx, { workspaceId, staffIds: cast.staffIds, whatsapp, now }, chats, told);
  const events = told.flatMap(({ story, contactId }) =>
    story.events.map((event) => ({ workspaceId, contactId, ...event })),
  );
  const all = [...events, ...joined, ...said].sort((a, b) => a.at.getTime() - b.at.getTime());
  await tx.insert(contactEvents).values(all);
  await makeAutomations(tx, { ...made, cast });
}

/** Some of the people once more, as they come in twice. Whoever has a mobile, a company and two names lends theirs. */
function makeTwins(random: Random, people: FictionalPerson[]): FictionalPerson[] {
  const whole = people.filter(
    ({ phone, email, company, lastName }) =>
      phone !== null && phone.length === 13 && email !== null && company !== '' && lastName !== '',
  );
  return whole.slice(0, TWINS).map((person, index) => makeTwin(random, person, index));
}

function contactRow(workspaceId: number, person: FictionalPerson, story: Story) {
  const { events, ...facts } = story;
  return { workspaceId, ...person, ...facts, version: events.length, updatedAt: facts.lastActivityAt };
}
