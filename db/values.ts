/** Closed lists shared by database, domain and browser. This file imports nothing. */

export const ROLES = ['admin', 'manager', 'sales'] as const;
export type Role = (typeof ROLES)[number];

export const STATUS_KINDS = ['open', 'won', 'lost'] as const;
export type StatusKind = (typeof STATUS_KINDS)[number];

export const CONTACT_TYPES = ['lead', 'customer'] as const;
export type ContactType = (typeof CONTACT_TYPES)[number];

export const IDENTITY_KINDS = ['phone', 'email', 'whatsapp_user'] as const;

/** Who did it: a member, or one of the product's own ways of writing. */
export const ACTOR_KINDS = ['member', 'import', 'webhook', 'automation', 'api_key', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** Which contacts sales staff see: all of the workspace's, or their own and unassigned ones. */
export const SALES_SCOPES = ['all', 'own'] as const;
export type SalesScope = (typeof SALES_SCOPES)[number];

export const LOCALES = ['pt-BR', 'en', 'es'] as const;
export type Locale = (typeof LOCALES)[number];

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const CONTACT_EVENT_KINDS = [
  'contact.created',
  'contact.updated',
  'contact.status_changed',
  'contact.origin_changed',
  'contact.owner_changed',
  'contact.deleted',
  'contact.restored',
] as const;
export type ContactEventKind = (typeof CONTACT_EVENT_KINDS)[number];

export const WORKSPACE_EVENT_KINDS = [
  'workspace.created',
  'workspace.updated',
  'status.created',
  'status.updated',
  'status.reordered',
  'status.retired',
  'status.restored',
  'origin.created',
  'origin.updated',
  'origin.archived',
  'origin.unarchived',
  'origin.deleted',
  'origin.merged',
  'origin.unmerged',
  'member.invited',
  'member.invitation_revoked',
  'member.joined',
  'member.role_changed',
  'member.deactivated',
  'member.reactivated',
  'member.contacts_handed_over',
  'member.profile_updated',
  'member.password_changed',
] as const;
export type WorkspaceEventKind = (typeof WORKSPACE_EVENT_KINDS)[number];

export const SUBJECT_KINDS = ['workspace', 'status', 'origin', 'member', 'invitation'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];
