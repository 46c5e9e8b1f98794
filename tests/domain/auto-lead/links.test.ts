import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { archiveLink } from '#domain/auto-lead/archive-link.ts';
import { linkAddress, makeCode, prefilledText } from '#domain/auto-lead/code-rules.ts';
import { createLink } from '#domain/auto-lead/create-link.ts';
import { listLinks } from '#domain/auto-lead/list-links.ts';
import { readAutoLead } from '#domain/auto-lead/read.ts';
import { decideOrigin } from '#domain/auto-lead/rules.ts';
import { addTouch } from '#domain/auto-lead/touches.ts';
import { updateLink } from '#domain/auto-lead/update-link.ts';
import { archiveOrigin } from '#domain/origins/archive.ts';
import { deleteOrigin } from '#domain/origins/delete.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { arrivalOf, makeNumber } from '../../support/auto-lead.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let originId: number;
let numberId: number;
let statusId: number;
beforeEach(async () => {
  workspace = await makeWorkspace(db());
  statusId = await workspace.addStatus('Novo', { isDefault: true });
  originId = await workspace.addOrigin('Panfleto');
  numberId = await makeNumber(workspace.admin);
});

const facts = () => ({ name: 'Panfleto de maio', originId, numberId, greeting: 'Olá, vim pelo panfleto' });
const decide = async (text: string) => decideOrigin(await readAutoLead(workspace.admin), arrivalOf(text));

describe('code-rules', () => {
  test('a code has five letters and digits that look like no others, and is no word', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat({ max: 9_999 })), (numbers) => {
        const code = makeCode((below) => (numbers.next().value ?? 0) % below);
        expect(code).toMatch(/^[CDFHJKMNPQRTVWXY2-9]{5}$/);
        expect(code).toMatch(/\d/);
        expect(code).toMatch(/[A-Z]/);
      }),
    );
  });

  test.each([
    [
      'Olá & tudo?',
      'Olá & tudo? (ref K7QX2)',
      'https://wa.me/5511?text=Ol%C3%A1%20%26%20tudo%3F%20(ref%20K7QX2)',
    ],
    ['', '(ref K7QX2)', 'https://wa.me/5511?text=(ref%20K7QX2)'],
  ])('%j becomes %j', (greeting, text, address) => {
    expect(prefilledText(greeting, 'K7QX2')).toBe(text);
    expect(linkAddress({ phone: '5511', greeting, code: 'K7QX2' })).toBe(address);
  });
});

describe('links', () => {
  test('a new one has a code that leads to its origin, in any case and anywhere', async () => {
    const { id, code } = await createLink(workspace.manager, facts());
    expect(await listLinks(workspace.sales)).toMatchObject([
      { id, code, text: `Olá, vim pelo panfleto (ref ${code})`, originName: 'Panfleto', arrivalTotal: 0 },
    ]);
    expect(await decide(`oi (REF ${code.toLowerCase()}), tudo bem?`)).toMatchObject({
      kind: 'link',
      originId,
      linkId: id,
    });
    expect((await workspaceEventsOf(workspace.admin)).at(-1)).toMatchObject({
      kind: 'link.created',
      after: { name: 'Panfleto de maio', code },
    });
  });

  test('many at once have different codes', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => createLink(workspace.admin, facts())));
    expect(new Set(made.map(({ code }) => code)).size).toBe(20);
  });

  test('an edit keeps the code; the second of two tabs is told', async () => {
    const { id, code } = await createLink(workspace.manager, facts());
    await updateLink(workspace.manager, { id, version: 1, ...facts(), greeting: 'Oi' });
    expect(await listLinks(workspace.admin)).toMatchObject([{ code, greeting: 'Oi', version: 2 }]);
    const stale = await refused(updateLink(workspace.manager, { id, version: 1, ...facts() }), 'stale');
    expect(stale.details).toEqual({ current: { ...facts(), greeting: 'Oi', version: 2 } });
  });

  test('what was printed is recognised after it was archived; coming back it needs its origin', async () => {
    const { id, code } = await createLink(workspace.manager, facts());
    await archiveLink(workspace.manager, { id, isArchived: true });
    expect(await decide(code)).toMatchObject({ kind: 'link', linkId: id });
    await archiveLink(workspace.manager, { id, isArchived: true });
    expect(
      (await workspaceEventsOf(workspace.admin)).filter(({ kind }) => kind === 'link.archived'),
    ).toHaveLength(1);
    await archiveOrigin(workspace.manager, { id: originId });
    await refused(archiveLink(workspace.manager, { id, isArchived: false }), 'invalid');
    await refused(deleteOrigin(workspace.manager, { id: originId }), 'in_use');
  });

  test('its origin is not archived while it is on the list, and merged it leads to the other', async () => {
    const { code } = await createLink(workspace.manager, facts());
    const error = await refused(archiveOrigin(workspace.manager, { id: originId }), 'in_use');
    expect(error.details).toMatchObject({ linkTotal: 1 });
    const other = await workspace.addOrigin('Rua');
    await mergeOrigins(workspace.manager, { fromId: originId, intoId: other });
    expect(await decide(code)).toMatchObject({ originId: other });
    expect(await listLinks(workspace.admin)).toMatchObject([{ originId: other, originName: 'Rua' }]);
  });

  test('arrivals and people are counted, for those who see all contacts', async () => {
    const { id, code } = await createLink(workspace.manager, facts());
    const [one, two] = [
      await makeContact(workspace.admin, { statusId, originId }),
      await makeContact(workspace.admin, { statusId, originId }),
    ];
    for (const [index, contactId] of [one, two, two].entries()) {
      const arrival = arrivalOf(code);
      const ruling = decideOrigin(await readAutoLead(workspace.admin), arrival);
      await addTouch(workspace.admin, { contactId, messageId: 100 + index, at: new Date(), arrival, ruling });
    }
    const expected = { id, arrivalTotal: 3, contactTotal: 2 };
    expect(await listLinks(workspace.sales)).toMatchObject([expected]);
    const confined = {
      ...workspace.sales,
      workspace: { ...workspace.sales.workspace, salesScope: 'own' as const },
    };
    expect(await listLinks(confined)).toMatchObject([{ id, arrivalTotal: null, contactTotal: null }]);
  });

  test.each([
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(81) }, 'name'],
    [{ greeting: 'x'.repeat(161) }, 'greeting'],
    [{ originId: 999_999 }, 'originId'],
    [{ numberId: 999_999 }, 'numberId'],
    [{ numberId: null }, 'numberId'],
  ])('refuses %j', async (wrong, field) => {
    const error = await refused(createLink(workspace.manager, { ...facts(), ...wrong }), 'invalid');
    expect(Object.keys(error.fields)).toEqual([field]);
  });

  test('sales staff read them and change nothing; another workspace’s are missing', async () => {
    const { id } = await createLink(workspace.manager, facts());
    await refused(createLink(workspace.sales, facts()), 'forbidden');
    await refused(updateLink(workspace.sales, { id, version: 1, ...facts() }), 'forbidden');
    await refused(archiveLink(workspace.sales, { id, isArchived: true }), 'forbidden');
    const other = await makeWorkspace(db());
    await refused(updateLink(other.manager, { id, version: 1, ...facts() }), 'not_found');
    await refused(archiveLink(other.manager, { id, isArchived: true }), 'not_found');
    expect(await listLinks(other.manager)).toEqual([]);
  });
});
