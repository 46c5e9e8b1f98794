import type { ReportStatus } from './counted.ts';
import { contactsBy, type DayPart, stepsBy, totalsBy } from './kept/part.ts';
import { countOf, quantile } from './steps.ts';

type TeamCount = {
  /** Null: contacts that belong to nobody. */
  userId: number | null;
  arrivals: number;
  /** Median, in seconds, from their first message to our first answer; null: nobody was answered. */
  answerSeconds: number | null;
  answered: number;
  moves: number;
  /** How many contacts those moves were of. */
  moved: number;
  won: number;
  overdue: number;
};

type TeamMember = { id: number; name: string; isActive: boolean };
export type TeamRow = TeamCount & { name: string | null; isActive: boolean };
export type Team = { rows: TeamRow[]; wonStatusIds: number[] };

/** `parts`: of `TEAM_ARRIVALS` and `TEAM_MOVES`, from the day `from` on. */
export type TeamFacts = {
  statuses: ReportStatus[];
  members: TeamMember[];
  overdue: { userId: number; overdue: number }[];
  parts: { arrivals: DayPart[]; moves: DayPart[]; from: string };
};

/**
 * One row for each active member, for those who left as far as there is something to tell, and for nobody (0 in the facts), who moves nothing.
 * `only`: the member who sees no other; null: all are shown.
 */
export function shapeTeam(facts: TeamFacts, only: number | null): Team {
  const { parts } = facts;
  const arrivals = totalsBy(parts.arrivals, 'arrivals');
  const answers = stepsBy(parts.arrivals, 'answers');
  const moves = totalsBy(parts.moves, 'moves');
  const moved = contactsBy(parts.moves, 'moved', parts.from);
  const won = contactsBy(parts.moves, 'won', parts.from);
  const overdue = new Map(facts.overdue.map((count) => [count.userId, count.overdue]));
  const row = ({ id, name, isActive }: TeamMember): TeamRow => ({
    userId: id,
    name,
    isActive,
    arrivals: arrivals.get(id) ?? 0,
    answerSeconds: quantile(answers.get(id) ?? new Map(), 0.5),
    answered: countOf(answers.get(id) ?? new Map()),
    moves: moves.get(id) ?? 0,
    moved: moved.get(String(id)) ?? 0,
    won: won.get(String(id)) ?? 0,
    overdue: overdue.get(id) ?? 0,
  });
  const members = facts.members.map(row).filter((one) => one.isActive || hasAny(one));
  const nobody = { ...row({ id: 0, name: '', isActive: true }), userId: null, name: null };
  const all = [...members, ...(hasAny(nobody) ? [nobody] : [])];
  return {
    rows: only === null ? all : all.filter(({ userId }) => userId === only),
    wonStatusIds: facts.statuses.filter(({ kind }) => kind === 'won').map(({ id }) => id),
  };
}

function hasAny({ arrivals, moves, won, overdue }: TeamCount): boolean {
  return arrivals + moves + won + overdue > 0;
}
