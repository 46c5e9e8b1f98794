import { buffer } from 'node:stream/consumers';
import { optOut } from '#domain/consents/opt-out.ts';
import { addIdentity } from '#domain/contacts/add-identity.ts';
import { createContact } from '#domain/contacts/create.ts';
import type { Ctx } from '#domain/ctx.ts';
import { EXPORT_FACTS } from '#domain/exports/columns.ts';
import type { ContactFile } from '#domain/exports/export-contacts.ts';
import { createField } from '#domain/fields/create.ts';
import { addToGroup } from '#domain/groups/add-to-group.ts';
import { createGroup } from '#domain/groups/create.ts';
import type { TestWorkspace } from './workspace.ts';

/** All bytes of a file. */
export const bytesOf = ({ body }: ContactFile): Promise<Buffer> => buffer(body);

/** The file as text, without its byte order mark. */
export async function textOf(file: ContactFile): Promise<string> {
  return (await bytesOf(file)).toString().replace('\ufeff', '');
}

const ALL_FACTS = EXPORT_FACTS.join(',');

/** Contacts with everything that files get wrong, and the custom fields of their workspace. */
export async function makeNastyContacts(workspace: TestWorkspace): Promise<{ columns: string }> {
  const { admin: ctx } = workspace;
  const statusId = await workspace.addStatus('=Novo', { isDefault: true });
  const other = await workspace.addStatus('Não, "talvez"; depois');
  const originId = await workspace.addOrigin('@feira | 2024');
  const twins = [
    await workspace.addMember('sales', 'Ana Gêmea'),
    await workspace.addMember('sales', 'Ana Gêmea'),
  ];
  const owners = [...twins, await workspace.addMember('manager', "-José O'Hara")].map(userIdOf);
  const fields = await makeFields(ctx);
  const groups = await Promise.all(
    ['Clientes, SP', 'a "b"; c|d', '* vip', '=Grupo', 'Zona:::Sul'].map((name) => createGroup(ctx, { name })),
  );
  for (const [index, facts] of NASTY.entries()) {
    const { id } = await createContact(ctx, {
      originId,
      statusId: index % 2 === 0 ? statusId : other,
      ownerId: owners[index] ?? null,
      fields: Object.fromEntries(fields.map(({ id: field }, at) => [field, ANSWERS[index]?.[at] ?? null])),
      locale: 'en',
      ...facts,
    });
    for (const group of groups.slice(0, index))
      await addToGroup(ctx, { groupId: group.id, contactIds: [id] });
    if (index === 1) await addMore(ctx, id);
  }
  return { columns: [ALL_FACTS, ...fields.map(({ id }) => `field:${id}`)].join(',') };
}

const userIdOf = ({ actor }: Ctx) => (actor.kind === 'member' ? actor.userId : 0);

const NASTY = [
  { firstName: '=1+1', lastName: "'x", phone: '+55 11 91234-5678', notes: 'uma\nduas; "três"\n=SOMA(A1)' },
  {
    firstName: '+55 11',
    lastName: "''",
    phone: '+1 202-555-0143',
    email: '=x@exemplo.com.br',
    isActive: false,
  },
  {
    firstName: "'",
    lastName: '@eu',
    email: 'Maria.É@Exemplo.com.br',
    company: '-Padaria; & <Cia>',
    type: 'customer',
  },
  {
    firstName: 'Ana Maria',
    lastName: 'de Souza e Silva',
    phone: '(11) 3333-4444',
    website: 'exemplo.com.br/?a=1;b,"c"',
  },
  { firstName: 'José 👩‍🚀', lastName: '_x000D_', phone: '551191112222', notes: "- item\n\n- outro\n'=1" },
  { firstName: '0012', lastName: '1e5', phone: '+54 9 11 2345-6789', company: '2024-01-31', notes: '007' },
  { firstName: 'Só', phone: '+351 912 345 678', email: 'so@exemplo.pt', notes: 'x'.repeat(10_000) },
];
const ANSWERS = [
  ['=2+2', 1234.5, '2024-02-29', null, true],
  ["'aspas", -0.125, '1900-01-01', null, false],
  ['1,234', 1.234, '2199-12-31', null, null],
  ['2024-01-31', 123456789012.125, null, null, true],
  [null, 0, null, null, null],
];

async function makeFields(ctx: Ctx) {
  const made = [];
  for (const [name, kind] of [
    ['Telefone da mãe', 'text'],
    ['=Valor; "bruto"', 'number'],
    ['Aniversário', 'date'],
    ['Plano', 'choice'],
    ['Quer visita?', 'yes_no'],
  ])
    made.push(
      await createField(ctx, { name, kind, choices: kind === 'choice' ? [{ name: '=Ouro, 1' }] : [] }),
    );
  const choice = made[3]?.choices[0]?.id;
  for (const answers of ANSWERS.slice(0, 2)) answers[3] = choice ?? null;
  return made;
}

/** Two more phones and e-mails, and no messages. */
async function addMore(ctx: Ctx, id: number): Promise<void> {
  let version = 1;
  for (const [kind, value] of [
    ['phone', '+55 21 99876-5432'],
    ['phone', '+49 30 901820'],
    ['email', 'Outra@exemplo.com.br'],
    ['email', "o'mesmo@exemplo.com.br"],
  ])
    ({ version } = await addIdentity(ctx, { id, version, kind, value }));
  await optOut(ctx, { id, reason: 'pediu' });
}
