import type { Role } from '#db/values.ts';
import type { Ctx } from './ctx.ts';
import { forbidden } from './errors.ts';

const EVERYONE: readonly Role[] = ['admin', 'manager', 'sales'];
const LEADS: readonly Role[] = ['admin', 'manager'];
const ADMINS: readonly Role[] = ['admin'];

/** Everything a member may be allowed to do, and who is. Which contacts sales staff reach: `contacts/where.ts`. */
const ALLOWED = {
  'status.read': EVERYONE,
  'status.write': LEADS,
  'origin.read': EVERYONE,
  'origin.write': LEADS,
  'contact.read': EVERYONE,
  'contact.write': EVERYONE,
  'contact.delete': EVERYONE,
  /** To look into the trash and take back out of it: as with the list, each sees there whom they could see before. */
  'contact.restore': EVERYONE,
  'contact.merge': EVERYONE,
  /** Without trace, for good. */
  'contact.erase': ADMINS,
  'contact.bulk': EVERYONE,
  /** Those that others began, too: to see them, stop them and take them back. */
  'bulk.manage': LEADS,
  'contact.export': LEADS,
  'consent.write': EVERYONE,
  /** Whoever asked for no messages gets them again. */
  'consent.opt_in': LEADS,
  'import.read': LEADS,
  'import.write': LEADS,
  'field.read': EVERYONE,
  'field.write': ADMINS,
  'group.read': EVERYONE,
  'group.write': EVERYONE,
  'segment.read': EVERYONE,
  /** One's own; sharing them with all is `segment.share`. */
  'segment.write': EVERYONE,
  'segment.share': LEADS,
  /** Numbers, their tokens, and how the workspace deals with WhatsApp. */
  'whatsapp.manage': ADMINS,
  /** Raw webhooks hold what people wrote. */
  'webhook.read': ADMINS,
  'auto_lead.manage': LEADS,
  'link.read': EVERYONE,
  'link.write': LEADS,
  'conversation.read': EVERYONE,
  'message.send': EVERYONE,
  /** To say what became of a message whose sending nobody knows the end of. */
  'message.settle': LEADS,
  'automation.read': LEADS,
  'automation.write': LEADS,
  'notification.read': EVERYONE,
  'task.read': EVERYONE,
  'task.write': EVERYONE,
  'audit.read': ADMINS,
  'report.read': EVERYONE,
  /** One's own under a name; sharing them with all is `report.share`. */
  'report.save': EVERYONE,
  'report.share': LEADS,
  'target.read': EVERYONE,
  'target.write': LEADS,
  'member.read': EVERYONE,
  'member.manage': ADMINS,
  'workspace.manage': ADMINS,
  'profile.write': EVERYONE,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof ALLOWED;

/** Whether `role` may do `permission`; pure, so screens hide what would be refused. */
export function mayRole(role: Role, permission: Permission): boolean {
  return ALLOWED[permission].includes(role);
}

/** Throws `forbidden` unless whoever acts may do `permission`. The product itself may do everything. */
export function authorize(ctx: Ctx, permission: Permission): void {
  if (ctx.actor.kind === 'member' && !mayRole(ctx.actor.role, permission)) throw forbidden();
}
