import type { Flow } from '../reports/flow-rules.ts';
import type { Funnel } from '../reports/funnel-rules.ts';
import type { NowReport } from '../reports/now.ts';
import type { OriginsReport } from '../reports/origins-rules.ts';
import type { Team } from '../reports/team-rules.ts';
import type { TimeReport } from '../reports/time.ts';
import type { Figures } from './figures.ts';

type Told = [name: string, figure: number | null][];

/** The figures of a page, by the names that the counters give them. */
export function tellNow({ total, statuses, origins, owners }: NowReport): Figures {
  const rows = [
    ...origins.map((row) => ({ of: 'origin', ...row })),
    ...owners.map((row) => ({ of: 'owner', ...row })),
  ];
  return new Map<string, number | null>([
    ['total', total],
    ...statuses.map(({ id, total: all }) => [`status ${id}`, all] as const),
    ...statuses.map(({ id, beyond }) => [`status ${id} beyond`, beyond ?? 0] as const),
    ...rows.map(({ of, id, total: all }) => [`${of} ${id}`, all] as const),
    ...rows.flatMap(({ of, id, byStatus }) =>
      [...byStatus].map(([statusId, all]) => [`${of} ${id} status ${statusId}`, all] as const),
    ),
  ]);
}

/** The same of the funnel. */
export function tellFunnel({ arrivals, steps, won, lost, parts }: Funnel): Figures {
  const told: Told = [
    ['arrivals', arrivals],
    ['won', won.total],
    ['won median', won.median],
    ['won p90', won.p90],
    ['lost', lost.total],
  ];
  for (const { status, total, ofBefore, median, p90 } of steps) {
    const of = `step ${status.id}`;
    told.push([of, total], [`${of} median`, median], [`${of} p90`, p90]);
    if (ofBefore) told.push([`${of} after ${ofBefore.statusId ?? 'arrival'}`, ofBefore.total]);
  }
  for (const split of ['origin', 'owner'] as const)
    for (const part of parts[split]) {
      const of = `${split} ${part.key}`;
      told.push([`${of} arrivals`, part.arrivals], [`${of} won`, part.won], [`${of} lost`, part.lost]);
      for (const [place, { status }] of steps.entries())
        told.push([`${of} step ${status.id}`, part.totals[place] ?? 0]);
    }
  return new Map(told);
}

/** The same of the time in statuses. */
export function tellTime({ rows, weeks }: TimeReport): Figures {
  const told: Told = [];
  for (const { id, stays, contacts, median, p90, buckets, byWeek, beyond } of rows) {
    const of = `status ${id}`;
    told.push([`${of} beyond`, beyond ?? 0], [`${of} stays`, stays], [`${of} contacts`, contacts]);
    if (stays > 0) told.push([`${of} median`, median], [`${of} p90`, p90]);
    told.push(...buckets.map((count, at): Told[number] => [`${of} bucket ${at}`, count]));
    for (const [at, week] of byWeek.entries()) {
      if (!week) continue;
      const its = `${of} week ${weeks[at]}`;
      told.push([`${its} stays`, week.stays], [`${its} median`, week.median], [`${its} p90`, week.p90]);
    }
  }
  return new Map(told);
}

/** The same of origins. */
export function tellOrigins({ rows, weeks }: OriginsReport): Figures {
  const told: Told = [];
  for (const { originId, weeks: ofWeeks, campaigns, ...row } of rows) {
    const of = `origin ${originId}`;
    for (const key of [
      'arrivals',
      'qualified',
      'won',
      'lost',
      'answered',
      'gainArrivals',
      'gainWon',
    ] as const)
      told.push([`${of} ${key}`, row[key]]);
    told.push([`${of} answerSeconds`, row.answerSeconds], [`${of} wonSeconds`, row.wonSeconds]);
    told.push(...ofWeeks.map((count, at): Told[number] => [`${of} week ${weeks[at]}`, count]));
    for (const { kind, key, arrivals, won } of campaigns)
      told.push([`${of} ${kind} ${key} arrivals`, arrivals], [`${of} ${kind} ${key} won`, won]);
  }
  return new Map(told);
}

/** The same of the team. */
export function tellTeam({ rows }: Team): Figures {
  const told: Told = [];
  for (const { userId, answerSeconds, arrivals, answered, moves, moved, won, overdue } of rows) {
    const of = `user ${userId ?? 0}`;
    told.push(
      [`${of} answerSeconds`, answerSeconds],
      ...named(of, { arrivals, answered, moves, moved, won, overdue }),
    );
  }
  return new Map(told);
}

/** The same of the flow. */
export function tellFlow({ cells, moves, movesBack, movesOfGone }: Flow): Figures {
  const ways = cells.flatMap(({ from, to, ...cell }) =>
    named(`way ${from} ${to}`, { moves: cell.moves, contacts: cell.contacts }),
  );
  return new Map<string, number | null>([
    ['moves', moves],
    ['back', movesBack],
    ['gone', movesOfGone],
    ...ways,
  ]);
}

function named(of: string, figures: Record<string, number>): Told {
  return Object.entries(figures).map(([name, figure]) => [`${of} ${name}`, figure]);
}
