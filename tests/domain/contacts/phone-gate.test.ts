import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { holdPhones, passPhones } from '#domain/contacts/phone-gate.ts';
import { getImport } from '#domain/imports/get.ts';
import { startImport } from '#domain/imports/start.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { countContacts, csv, makeImportWorld, plan, upload } from '../../support/import-file.ts';
import { heldOpen, untilWaiting } from '../../support/locks.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace } from '../../support/workspace.ts';

const { db, url } = useDatabase();

/** An import that waits for the worker. */
async function readyToRun(...rows: string[][]) {
  const world = await makeImportWorld(db(), url());
  const { ctx, shop, originId } = world;
  const start = async () => {
    const id = await upload(shop, ctx, csv(['Nome', 'Telefone', 'Empresa'], ...rows));
    await plan(shop, ctx, id, { originId });
    await startImport(ctx, { id });
    return id;
  };
  return { ...world, start };
}

describe('a contact and a batch of an import with one phone', () => {
  test('the contact first: the batch waits, and finds it under its other spelling', async () => {
    const { ctx, shop, originId, start } = await readyToRun(
      ['Ana', '(11) 91234-5678', ''],
      ['Bia', '11988887777', ''],
    );
    const id = await start();
    const saving = await heldOpen(ctx, (tx) =>
      createContact(tx, { firstName: 'Ana', phone: '(11) 1234-5678', originId }),
    );
    const work = workOffImports(shop);
    await untilWaiting(db());
    await saving.release();
    await work;
    expect(await getImport(ctx, { id })).toMatchObject({ counts: { created: 1, unchanged: 1 } });
    expect(await countContacts(ctx)).toBe(2);
    expect(await verify(db())).toEqual([]);
  });

  test('the batch first: whoever saves the contact waits, and is told', async () => {
    const { ctx, shop, originId, start } = await readyToRun(
      ['Zeca', '11977776666', 'Nova'],
      ['Ana', '(11) 91234-5678', ''],
    );
    const zeca = await createContact(ctx, { firstName: 'Zeca', phone: '11977776666', originId });
    const id = await start();
    // The batch has decided what becomes of both rows, and waits for a contact that somebody else holds.
    const holding = await heldOpen(ctx, (tx) =>
      tx.db.execute(sql`select from contacts where id = ${zeca.id} for update`),
    );
    const work = workOffImports(shop);
    await untilWaiting(db());
    const saving = refused(
      createContact(ctx, { firstName: 'Ana', phone: '1112345678', originId }),
      'duplicate',
    );
    await untilWaiting(db(), 2);
    await holding.release();
    await Promise.all([work, saving]);
    expect(await getImport(ctx, { id })).toMatchObject({ counts: { created: 1, updated: 1 } });
    expect(await countContacts(ctx)).toBe(2);
    expect(await verify(db())).toEqual([]);
  });

  test('many at once: each phone is somebody once', async () => {
    const phones = Array.from({ length: 150 }, (_, index) => `9${10_000_000 + index * 7}`);
    const { ctx, shop, originId, start } = await readyToRun(
      ...phones.map((phone) => ['P', `11${phone}`, '']),
    );
    const id = await start();
    const saving = phones.map((phone) =>
      createContact(ctx, { firstName: 'P', phone: `11${phone.slice(1)}`, originId }).then(
        () => 1,
        () => 0,
      ),
    );
    const [, ...saved] = await Promise.all([workOffImports(shop), ...saving]);
    const byHand = saved.reduce((sum, one) => sum + one, 0);
    expect(await getImport(ctx, { id })).toMatchObject({
      state: 'done',
      counts: { created: phones.length - byHand, unchanged: byHand },
    });
    expect(await countContacts(ctx)).toBe(phones.length);
    expect(await verify(db())).toEqual([]);
  });
});

describe('the gates', () => {
  async function setUp() {
    const { manager: ctx } = await makeWorkspace(db());
    const raw = postgres(url(), { max: 2 });
    onTestFinished(() => raw.end({ timeout: 1 }));
    const batch = async (slot: 0 | 1) => {
      const connection = await raw.reserve();
      await connection`begin`;
      await holdPhones(connection, ctx.workspace.id, slot);
      return async () => {
        await connection`commit`;
        connection.release();
      };
    };
    return { ctx, batch };
  }

  test.each([0, 1] as const)('a batch at gate %i keeps single writers out until its end', async (slot) => {
    const { ctx, batch } = await setUp();
    const end = await batch(slot);
    let isThrough = false;
    const single = heldOpen(ctx, passPhones).then(({ release }) => {
      isThrough = true;
      return release();
    });
    await untilWaiting(db());
    expect(isThrough).toBe(false);
    await end();
    await single;
    expect(isThrough).toBe(true);
  });

  test('let two batches work side by side, two single writers, and another workspace', async () => {
    const { ctx, batch } = await setUp();
    const ends = await Promise.all([batch(0), batch(1)]);
    const { manager: elsewhere } = await makeWorkspace(db());
    const singles = await Promise.all([heldOpen(elsewhere, passPhones), heldOpen(elsewhere, passPhones)]);
    for (const end of [...ends, ...singles.map(({ release }) => release)]) await end();
    const after = await heldOpen(ctx, passPhones);
    await after.release();
  });
});
