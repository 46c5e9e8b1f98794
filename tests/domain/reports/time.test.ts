import { beforeEach, describe, expect, test } from 'vitest';
import { BUCKETS } from '#domain/reports/buckets.ts';
import { parseReportQuery } from '#domain/reports/query.ts';
import { readTime } from '#domain/reports/time.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { share } from '../../support/slow-reports.ts';
import { makeOffice, type Office, setUsual, storiesOf, walk } from './support.ts';

const { db } = useDatabase();
let office: Office;
const NOW = new Date('2026-03-18T15:00:00Z');
const MARCH = parseReportQuery({ period: '2026-03-01..2026-03-31' });

beforeEach(async () => {
  office = await makeOffice(db());
});

/** Contacts whose stays last from minutes to months, some out of the period, some inactive. */
async function fill(facts: { isActive?: boolean; ownerId?: number } = {}) {
  const { novo, contatado, fechado } = office;
  const ends = ['01T03:00', '02T02:59', '05T12:00', '09T12:00', '16T12:00', '18T14:00'];
  for (const [index, end] of ends.entries()) {
    const began = new Date(Date.parse(`2026-03-${end}:00Z`) - 1_800_000 * 7 ** index).toISOString();
    await walk(
      office,
      [
        [novo, began],
        [contatado, `2026-03-${end}:00Z`],
        [novo, '2026-03-18T14:30:00Z'],
        [fechado, '2026-03-18T14:50:00Z'],
      ],
      facts,
    );
  }
  // Ended a minute before the period began in São Paulo.
  await walk(office, [
    [novo, '2026-02-27T12:00:00Z'],
    [contatado, '2026-03-01T02:59:00Z'],
  ]);
}

/** Each stay by its contact's events, one after the other. */
async function slowly(from: string, to: string) {
  const stays = (await storiesOf(office)).flatMap(({ contact, events }) => {
    if (!contact.isActive) return [];
    return events.slice(0, -1).flatMap((event, index) => {
      const until = events[index + 1]?.at ?? NOW;
      const { statusId } = event.after as { statusId: number };
      if (until < new Date(from) || until >= new Date(to)) return [];
      return [{ statusId, contactId: contact.id, seconds: (until.getTime() - event.at.getTime()) / 1_000 }];
    });
  });
  return (statusId: number) => {
    const mine = stays.filter((stay) => stay.statusId === statusId);
    const sorted = mine.map(({ seconds }) => seconds).toSorted((a, b) => a - b);
    const at = (part: number) => share(sorted, part) ?? 0;
    return {
      stays: sorted.length,
      contacts: new Set(mine.map(({ contactId }) => contactId)).size,
      median: at(0.5),
      p90: at(0.9),
      buckets: BUCKETS.map(({ below }, index) => {
        const least = BUCKETS[index - 1]?.below ?? 0;
        return sorted.filter((seconds) => seconds >= least && seconds < below).length;
      }),
    };
  };
}

test('as a slow count of the events says', async () => {
  await fill();
  await fill({ isActive: false });
  const { rows } = await readTime(office.admin, MARCH, NOW);
  const told = await slowly('2026-03-01T03:00:00Z', '2026-04-01T03:00:00Z');
  expect(told(office.novo)).toMatchObject({ stays: 12, contacts: 6 });
  for (const row of rows) expect(row).toMatchObject(told(row.id));
});

test('weeks begin on Mondays of the workspace, those to come are left out', async () => {
  await fill();
  const { rows, weeks } = await readTime(office.admin, MARCH, NOW);
  expect(weeks).toEqual(['2026-02-23', '2026-03-02', '2026-03-09', '2026-03-16']);
  const contatado = rows.find(({ id }) => id === office.contatado);
  expect(contatado?.byWeek.map((spell) => spell?.stays ?? 0)).toEqual([0, 0, 0, 6]);
  const novo = rows.find(({ id }) => id === office.novo);
  // The first ended on Sunday the 1st at 23:59 by the clocks there.
  expect(novo?.byWeek.map((spell) => spell?.stays ?? 0)).toEqual([2, 1, 1, 8]);
});

describe('whose stays', () => {
  test.each([
    [{ owner: 'none' }, 0],
    [{ owner: 'me' }, 12],
    [{ segment: '999999' }, 0],
  ])('%j', async (params: Record<string, string>, stays) => {
    await fill({ ownerId: userIdOf(office.sales) });
    const query = { ...parseReportQuery(params), period: MARCH.period };
    const { rows } = await readTime(office.sales, query, NOW);
    expect(rows[0]?.stays).toBe(stays);
  });

  test('confined sales staff see only what they may see', async () => {
    office = await makeOffice(db(), { salesScope: 'own' });
    await fill({ ownerId: userIdOf(office.manager) });
    const { rows } = await readTime(office.sales, MARCH, NOW);
    expect(rows.map(({ stays }) => stays)).toEqual([0, 0, 0]);
  });
});

test('a status that is no more: under its name then, left out today', async () => {
  await fill();
  await retireStatus(office.admin, { id: office.contatado, moveContactsTo: office.novo });
  const names = async (query = MARCH) =>
    (await readTime(office.admin, query, NOW)).rows.map(({ name, isRetired }) => [name, isRetired]);
  expect(await names()).toEqual([
    ['Novo', false],
    ['Fechado', false],
    ['Contatado', true],
  ]);
  expect(await names({ ...MARCH, names: 'today' })).toEqual([
    ['Novo', false],
    ['Fechado', false],
  ]);
});

test('who stands beyond what is usual now', async () => {
  await walk(office, [[office.novo, '2026-03-17T15:00:00Z']]);
  await walk(office, [[office.novo, '2026-03-18T14:59:00Z']]);
  await setUsual(office, office.novo, 3_600);
  const { rows } = await readTime(office.admin, MARCH, NOW);
  expect(rows.map(({ beyond }) => beyond)).toEqual([1, null, null]);
});
