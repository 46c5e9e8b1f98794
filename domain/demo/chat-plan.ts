import { ADS, DIALOGUES, OPENINGS, QUESTIONS, type Turn, type TurnKind } from './dialogues.ts';
import type { Random } from './random.ts';
import type { Story } from './story.ts';

/** How a conversation stands when the demo begins. */
type Ending = 'answered' | 'waiting' | 'waiting_long' | 'template' | 'failed' | 'opted_out';
export type Arriving = 'ad' | 'link' | 'text' | 'alias' | 'default';

export type PlannedMessage = {
  isTheirs: boolean;
  at: Date;
  text: string;
  kind: TurnKind | 'template';
  isFailed: boolean;
};

/** A conversation that was had: what was said when, oldest first, and from where the person came. */
export type Chat = {
  arriving: Arriving;
  ending: Ending;
  ad: (typeof ADS)[number] | null;
  messages: PlannedMessage[];
  /** On one of ours. */
  reaction: string | null;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Which ending each conversation has, over and over. */
const ENDINGS: readonly Ending[] = [
  'waiting',
  'answered',
  'answered',
  'waiting',
  'answered',
  'template',
  'answered',
  'waiting_long',
  'answered',
  'answered',
  'waiting',
  'answered',
];

/** Of the `index`-th conversation; the rare ones stand at fixed places, so that there is one of each. */
function endingOf(index: number): Ending {
  if (index === 4) return 'failed';
  if (index === 9) return 'opted_out';
  return ENDINGS[index % ENDINGS.length] ?? 'answered';
}

/** Plans one conversation between the moment the contact came to be and `now`. The same draws plan the same one. */
export function planChat(
  random: Random,
  story: Story,
  facts: { index: number; arriving: Arriving; code: string; isOld: boolean; now: Date },
): Chat {
  const { index, arriving, code, isOld, now } = facts;
  const ending = isOld ? 'answered' : endingOf(index);
  const turns = turnsOf(random, ending, opening(random, arriving, code));
  const messages = spread(turns, {
    start: startOf(random, story, now),
    now,
    end: endOf(random, ending, now),
  });
  return {
    arriving,
    ending,
    ad: arriving === 'ad' ? random.pick(ADS) : null,
    messages,
    reaction: index % 7 === 2 ? '👍' : null,
  };
}

function opening(random: Random, arriving: Arriving, code: string): Turn {
  const text = random.pick<string>(OPENINGS[arriving]).replace('{code}', `(ref ${code})`);
  return { isTheirs: true, afterMinutes: 0, text, kind: 'text' };
}

type Said = Turn & { isLast?: boolean; isTemplate?: boolean; isFailed?: boolean };

function turnsOf(random: Random, ending: Ending, first: Turn): Said[] {
  const whole = [first, ...random.pick(DIALOGUES)];
  const lastOurs = whole.findLastIndex(({ isTheirs }) => !isTheirs);
  const answered = whole.slice(0, lastOurs + 1);
  const theirs = (text: string): Said => ({
    isTheirs: true,
    afterMinutes: 30,
    text,
    kind: 'text',
    isLast: true,
  });
  switch (ending) {
    case 'answered':
      return answered;
    case 'waiting':
    case 'waiting_long':
      return random.isLucky(0.25)
        ? [{ ...first, isLast: true }]
        : [...answered, theirs(random.pick(QUESTIONS))];
    case 'opted_out':
      return [...answered, theirs('SAIR')];
    case 'failed':
      return [
        ...answered,
        {
          isTheirs: false,
          afterMinutes: 40,
          text: 'Conseguiu ver a proposta?',
          kind: 'text',
          isFailed: true,
        },
      ];
    case 'template':
      return [
        ...answered.slice(0, 3),
        { isTheirs: false, afterMinutes: 1_600, text: '', kind: 'text', isTemplate: true },
      ];
  }
}

/** Whoever wrote first made the contact; others were known a little before. */
function startOf(random: Random, { createdAt, events }: Story, now: Date): Date {
  if (events[0]?.actorKind === 'webhook') return createdAt;
  const later = createdAt.getTime() + random.between(4, 180) * MINUTE;
  return new Date(Math.min(later, Math.max(createdAt.getTime(), now.getTime() - 20 * MINUTE)));
}

/** When the last word was said, where that matters: inside the 24-hour window, or well beyond it. */
function endOf(random: Random, ending: Ending, now: Date): Date | null {
  if (ending === 'waiting') return new Date(now.getTime() - random.between(3, 20 * 60) * MINUTE);
  if (ending === 'waiting_long') return new Date(now.getTime() - random.between(26, 70) * HOUR);
  if (ending === 'opted_out') return new Date(now.getTime() - random.between(2, 30) * HOUR);
  return null;
}

/** Gives turns their times: one after the other from `start`, all before `now`; what is said last is said at `end`, if that is later. */
function spread(
  turns: Said[],
  { start, now, end }: { start: Date; now: Date; end: Date | null },
): PlannedMessage[] {
  const total = turns.reduce((sum, { afterMinutes }) => sum + afterMinutes, 0);
  const room = Math.max(turns.length, (now.getTime() - start.getTime()) / MINUTE - 2);
  const pace = Math.min(1, room / Math.max(1, total));
  let at = start.getTime();
  return turns.map((turn) => {
    at += turn.afterMinutes * pace * MINUTE;
    if (turn.isLast && end && end.getTime() > at) at = end.getTime();
    const said = new Date(Math.min(Math.floor(at / 1_000) * 1_000, now.getTime()));
    return {
      isTheirs: turn.isTheirs,
      at: said < start ? start : said,
      text: turn.text,
      kind: turn.isTemplate ? 'template' : turn.kind,
      isFailed: turn.isFailed ?? false,
    };
  });
}
