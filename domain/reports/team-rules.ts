import type { ReportStatus } from './counted.ts';

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

export type TeamFacts = {
  statuses: ReportStatus[];
  members: TeamMember[];
  arrivals: { userId: number; arrivals: number; answerSeconds: number | null; answered: number }[];
  moves: { userId: number; moves: number; moved: number }[];
  won: { userId: number; won: number }[];
  overdue: { userId: number; overdue: number }[];
};

/**
 * One row for each active member, for those who left as far as there is something to tell, and for nobody (0 in the facts), who moves nothing.
 * `only`: the member who sees no other; null: all are shown.
 */
export function shapeTeam(facts: TeamFacts, only: number | null): Team {
  const arrivals = byUser(facts.arrivals);
  const moves = byUser(facts.moves);
  const won = byUser(facts.won);
  const overdue = byUser(facts.overdue);
  const row = ({ id, name, isActive }: TeamMember): TeamRow => ({
    userId: id,
    name,
    isActive,
    arrivals: arrivals.get(id)?.arrivals ?? 0,
    answerSeconds: arrivals.get(id)?.answerSeconds ?? null,
    answered: arrivals.get(id)?.answered ?? 0,
    moves: moves.get(id)?.moves ?? 0,
    moved: moves.get(id)?.moved ?? 0,
    won: won.get(id)?.won ?? 0,
    overdue: overdue.get(id)?.overdue ?? 0,
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

function byUser<Count extends { userId: number }>(counts: Count[]): Map<number, Count> {
  return new Map(counts.map((count) => [count.userId, count]));
}
