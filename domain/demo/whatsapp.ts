import type { Tx } from '#db/client.ts';
import { autoLeads, originRules, trackedLinks } from '#db/schema/auto-lead.ts';
import { whatsappNumbers, whatsappTemplates } from '#db/schema/whatsapp.ts';
import type { RuleKind } from '#db/whatsapp-values.ts';
import { seal } from '#lib/secret.ts';
import { tokenPurpose } from '../whatsapp/meta.ts';
import { recorder } from './cast.ts';
import type { Arriving } from './chat-plan.ts';
import type { Cast } from './story.ts';
import {
  DEMO_ACCOUNT_ID,
  DEMO_NUMBER_ID,
  DEMO_PHONE,
  DEMO_TEMPLATES,
  DEMO_VERIFIED_NAME,
} from './whatsapp-templates.ts';

/** For the stand-in, which takes any. Meta itself knows nothing of it. */
const TOKEN = 'demo-token-for-the-stand-in';

type Made = {
  workspaceId: number;
  adminId: number | null;
  since: Date;
  now: Date;
  encryptionKey: string;
  cast: Cast;
};

export type DemoLink = { id: number; originId: number; code: string };
/** What conversations and touches refer to. */
export type DemoWhatsapp = {
  numberId: number;
  links: DemoLink[];
  /** Which rule says it, by how somebody arrives. */
  ruleIds: Partial<Record<Arriving, number>>;
  origins: Record<'google_ads' | 'referrals' | 'landing_page' | 'email' | 'saas' | 'whatsapp', number>;
};

/** Connects the demo's number with its templates, and turns leads on that create themselves. */
export async function makeWhatsapp(tx: Tx, made: Made): Promise<DemoWhatsapp> {
  const origins = originsOf(made.cast);
  const numberId = await connect(tx, made);
  await addTemplates(tx, made);
  const links = await addLinks(tx, made, numberId, origins);
  const ruleIds = await addRules(tx, made, origins);
  const { workspaceId, cast, since } = made;
  const facts = {
    isOn: true,
    statusId: cast.statusIds[0] ?? null,
    originId: origins.whatsapp,
    assignment: 'round_robin' as const,
    reopening: 'lost' as const,
  };
  await tx.insert(autoLeads).values({ workspaceId, ...facts, updatedAt: since });
  await recorder(
    tx,
    workspaceId,
    made.adminId,
    since,
  )('auto_lead', 'auto_lead.updated', [{ id: workspaceId, ...facts }]);
  return { numberId, links, ruleIds, origins };
}

/** `cast.originIds` are in the order of the busiest: WhatsApp, Google Ads, referrals, landing page, e-mail, SaaS. */
function originsOf({ originIds, whatsappOriginId }: Cast): DemoWhatsapp['origins'] {
  const [, google_ads = 0, referrals = 0, landing_page = 0, email = 0, saas = 0] = originIds;
  return { google_ads, referrals, landing_page, email, saas, whatsapp: whatsappOriginId };
}

async function connect(tx: Tx, { workspaceId, adminId, since, now, encryptionKey }: Made): Promise<number> {
  const told = {
    name: 'Vendas',
    phoneNumberId: DEMO_NUMBER_ID,
    accountId: DEMO_ACCOUNT_ID,
    displayPhone: DEMO_PHONE,
  };
  const [number] = await tx
    .insert(whatsappNumbers)
    .values({
      workspaceId,
      ...told,
      token: seal(TOKEN, encryptionKey, tokenPurpose(workspaceId, DEMO_NUMBER_ID)),
      quality: 'GREEN',
      verifiedName: DEMO_VERIFIED_NAME,
      provenAt: new Date(),
      subscribedAt: new Date(),
      testedAt: since,
      lastWebhookAt: new Date(now.getTime() - 4 * 60_000),
      templatesSyncedAt: new Date(now.getTime() - 25 * 60_000),
      createdAt: since,
      updatedAt: since,
    })
    .returning({ id: whatsappNumbers.id });
  if (!number) throw new Error('insert returned no number');
  await recorder(tx, workspaceId, adminId, since)('number', 'number.connected', [{ ...number, ...told }]);
  return number.id;
}

async function addTemplates(tx: Tx, { workspaceId, now }: Made): Promise<void> {
  await tx.insert(whatsappTemplates).values(
    DEMO_TEMPLATES.map(({ parameter_format, ...template }) => ({
      workspaceId,
      accountId: DEMO_ACCOUNT_ID,
      ...template,
      parameterFormat: parameter_format === 'NAMED' ? ('named' as const) : ('positional' as const),
      syncedAt: new Date(now.getTime() - 25 * 60_000),
    })),
  );
}

async function addLinks(
  tx: Tx,
  { workspaceId, adminId, since }: Made,
  numberId: number,
  origins: DemoWhatsapp['origins'],
): Promise<DemoLink[]> {
  const wanted = [
    { name: 'Google Ads, pesquisa', code: 'G7M4K', originId: origins.google_ads },
    { name: 'Botão da landing page', code: 'LP29D', originId: origins.landing_page },
    { name: 'E-mail de maio', code: 'M3X8F', originId: origins.email },
  ];
  const links = await tx
    .insert(trackedLinks)
    .values(
      wanted.map((link) => ({
        ...link,
        workspaceId,
        numberId,
        greeting: 'Olá, quero um orçamento',
        createdBy: adminId,
        createdAt: since,
        updatedAt: since,
      })),
    )
    .returning({ id: trackedLinks.id, code: trackedLinks.code, originId: trackedLinks.originId });
  const told = links.map((link) => ({ ...link, name: wanted.find(({ code }) => code === link.code)?.name }));
  await recorder(tx, workspaceId, adminId, since)('link', 'link.created', told);
  return links;
}

async function addRules(
  tx: Tx,
  { workspaceId, adminId, since }: Made,
  origins: DemoWhatsapp['origins'],
): Promise<DemoWhatsapp['ruleIds']> {
  const wanted: { kind: RuleKind; condition: object; originId: number | null }[] = [
    { kind: 'link', condition: {}, originId: null },
    { kind: 'ad', condition: { by: 'any' }, originId: origins.whatsapp },
    { kind: 'text', condition: { by: 'contains', text: 'indic' }, originId: origins.referrals },
    { kind: 'alias', condition: {}, originId: null },
  ];
  const rules = await tx
    .insert(originRules)
    .values(
      wanted.map((rule, index) => ({
        ...rule,
        workspaceId,
        position: index + 1,
        createdAt: since,
        updatedAt: since,
      })),
    )
    .returning({ id: originRules.id, kind: originRules.kind, originId: originRules.originId });
  const written = rules.filter(({ originId }) => originId !== null);
  await recorder(tx, workspaceId, adminId, since)('rule', 'rule.created', written);
  return Object.fromEntries(rules.map(({ id, kind }) => [kind, id]));
}

/** How somebody whose contact has this origin must have arrived, so that the rules would say the same. */
export function arrivingBy(
  { origins, links }: DemoWhatsapp,
  originId: number,
  index: number,
): { arriving: Arriving; link: DemoLink | null } {
  const link = links.find((one) => one.originId === originId) ?? null;
  if (link) return { arriving: 'link', link };
  if (originId === origins.referrals) return { arriving: 'text', link: null };
  if (originId === origins.saas) return { arriving: 'alias', link: null };
  return { arriving: index % 3 === 0 ? 'ad' : 'default', link: null };
}
