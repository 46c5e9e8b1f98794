import type { ContactEventKind, ContactType } from '#db/values.ts';
import type { Random } from './random.ts';

/** What the story is told about: ids of the demo workspace, statuses in the order of the funnel. */
export type Cast = { statusIds: number[]; originIds: number[]; staffIds: number[]; whatsappOriginId: number };

type Facts = Record<string, unknown>;
type StoryEvent = {
  kind: ContactEventKind;
  at: Date;
  actorKind: 'member' | 'webhook';
  actorId: number | null;
  before: Facts | null;
  after: Facts;
};

/** How one contact stands after everything that happened, and what happened, oldest first. */
export type Story = {
  type: ContactType;
  isActive: boolean;
  notes: string;
  ownerId: number | null;
  statusId: number;
  originId: number;
  createdAt: Date;
  statusSince: Date;
  lastActivityAt: Date;
  events: StoryEvent[];
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
export const STORY_DAYS = 32;

/** How long a contact usually waits at each step of the funnel, and how many get no further. */
const STEPS = [
  { medianHours: 9, restShare: 0.19 },
  { medianHours: 40, restShare: 0.27 },
  { medianHours: 55, restShare: 0.28 },
  { medianHours: 75, restShare: 0.33 },
];

const NOTES = [
  'Pediu orçamento para casa de três quartos.',
  'Prefere contato pelo WhatsApp depois das 18h.',
  'Conta de luz em torno de R$ 850 por mês.',
  'Vai conversar com o sócio antes de decidir.',
  'Indicado por cliente antigo.',
  'Quer visita técnica no sábado de manhã.',
  'Já recebeu proposta de outra empresa.',
  'Pediu para retornar na próxima semana.',
  'Interesse em financiamento em 60 vezes.',
  'Telhado novo, instalação simples.',
];

/** Tells one contact's last month, ending at `now`. The same draws tell the same story. */
export function tellStory(random: Random, cast: Cast, now: Date): Story {
  const originId = random.pickSkewed(cast.originIds);
  const createdAt = wakingTime(new Date(now.getTime() - random.next() ** 1.15 * STORY_DAYS * DAY - 60_000));
  const [firstStatus = 0] = cast.statusIds;
  const ownerId = random.isLucky(0.5) ? random.pickSkewed(cast.staffIds) : null;
  const story: Story = {
    type: random.isLucky(0.08) ? 'customer' : 'lead',
    isActive: true,
    notes: '',
    ownerId,
    statusId: firstStatus,
    originId,
    createdAt,
    statusSince: createdAt,
    lastActivityAt: createdAt,
    events: [],
  };
  const isByItself = originId === cast.whatsappOriginId && ownerId === null;
  story.events.push({
    kind: 'contact.created',
    at: createdAt,
    actorKind: isByItself ? 'webhook' : 'member',
    actorId: isByItself ? null : (ownerId ?? random.pick(cast.staffIds)),
    before: null,
    after: { statusId: firstStatus, originId, ownerId, type: story.type },
  });
  walkFunnel(random, cast, now, story);
  addAside(random, cast, now, story);
  return story;
}

function walkFunnel(random: Random, cast: Cast, now: Date, story: Story): void {
  for (const [step, { medianHours, restShare }] of STEPS.entries()) {
    if (random.isLucky(restShare)) return;
    const at = officeTime(new Date(story.statusSince.getTime() + random.waiting(medianHours) * HOUR));
    if (at >= now) return;
    const statusId = cast.statusIds[step + 1] ?? story.statusId;
    if (story.ownerId === null) assign(story, at, random.pickSkewed(cast.staffIds));
    move(story, at, statusId);
    if (step === STEPS.length - 1 && story.type === 'lead') change(story, at, { type: 'customer' });
  }
}

/** Something small that is not a move: a note, a contact that went quiet. */
function addAside(random: Random, cast: Cast, now: Date, story: Story): void {
  const gap = now.getTime() - story.lastActivityAt.getTime();
  const at = officeTime(new Date(story.lastActivityAt.getTime() + gap * random.next()));
  if (at >= now || !random.isLucky(0.4)) return;
  if (story.ownerId === null && random.isLucky(0.5)) {
    assign(story, at, random.pickSkewed(cast.staffIds));
  } else if (random.isLucky(0.12)) {
    change(story, at, { isActive: false }, random.pick(cast.staffIds));
  } else {
    change(story, at, { notes: random.pick(NOTES) }, random.pick(cast.staffIds));
  }
}

function move(story: Story, at: Date, statusId: number): void {
  const before = { statusId: story.statusId, statusSince: story.statusSince.toISOString() };
  record(story, { kind: 'contact.status_changed', at, actorId: story.ownerId, before, after: { statusId } });
  story.statusId = statusId;
  story.statusSince = at;
}

function assign(story: Story, at: Date, ownerId: number): void {
  record(story, {
    kind: 'contact.owner_changed',
    at,
    actorId: ownerId,
    before: { ownerId: story.ownerId },
    after: { ownerId },
  });
  story.ownerId = ownerId;
}

type Editable = Pick<Story, 'type' | 'isActive' | 'notes'>;

function change(story: Story, at: Date, after: Partial<Editable>, actorId = story.ownerId): void {
  const fields = Object.keys(after) as (keyof Editable)[];
  const before = Object.fromEntries(fields.map((field) => [field, story[field]]));
  record(story, { kind: 'contact.updated', at, actorId, before, after });
  Object.assign(story, after);
}

function record(story: Story, event: Omit<StoryEvent, 'actorKind'>): void {
  story.events.push({ ...event, actorKind: 'member' });
  story.lastActivityAt = event.at;
}

/** Brasília is at UTC−3 all year. */
const BRASILIA = -3 * HOUR;

/** People do not write at night: the same moment, or the evening before. */
function wakingTime(date: Date): Date {
  const hour = new Date(date.getTime() + BRASILIA).getUTCHours();
  return hour < 7 ? new Date(date.getTime() - 9 * HOUR) : date;
}

/** The same moment, or the next one at which somebody works: Monday to Saturday, 8 to 18 h. */
function officeTime(date: Date): Date {
  const local = new Date(date.getTime() + BRASILIA);
  if (local.getUTCHours() >= 18) local.setTime(local.getTime() + 14 * HOUR);
  if (local.getUTCHours() < 8) local.setUTCHours(8 + (local.getUTCMinutes() % 3));
  if (local.getUTCDay() === 0) local.setTime(local.getTime() + DAY);
  return new Date(local.getTime() - BRASILIA);
}
