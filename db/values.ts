/** Closed lists shared by database, domain and browser. This file imports nothing. */

export const ROLES = ['admin', 'manager', 'sales'] as const;
export type Role = (typeof ROLES)[number];

export const STATUS_KINDS = ['open', 'won', 'lost'] as const;
export type StatusKind = (typeof STATUS_KINDS)[number];

export const CONTACT_TYPES = ['lead', 'customer'] as const;
export type ContactType = (typeof CONTACT_TYPES)[number];

export const IDENTITY_KINDS = ['phone', 'email', 'whatsapp_user'] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/** Where an identity came from. */
export const IDENTITY_SOURCES = ['form', 'import', 'message', 'api', 'demo'] as const;
export type IdentitySource = (typeof IDENTITY_SOURCES)[number];

/** What a custom field holds. */
export const FIELD_KINDS = ['text', 'number', 'date', 'choice', 'yes_no'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** Where an import stands: `reading` to `running` and `undoing` belong to the worker, the others wait for a person or are its end. */
export const IMPORT_STATES = [
  'uploading',
  'reading',
  'mapping',
  'settling',
  'checking',
  'ready',
  'queued',
  'running',
  'done',
  'cancelled',
  'failed',
  'undoing',
  'undone',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** How a row of an import ended; the five add up to the file. */
export const ROW_OUTCOMES = ['created', 'updated', 'unchanged', 'duplicate', 'rejected'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** Where a change of many contacts stands. */
export const BULK_STATES = ['queued', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone'] as const;
export type BulkState = (typeof BULK_STATES)[number];

/** What became of one contact of a change of many. */
export const BULK_OUTCOMES = ['changed', 'unchanged', 'skipped', 'restored', 'kept'] as const;
export type BulkOutcome = (typeof BULK_OUTCOMES)[number];

/**
 * Why a contact was left alone by a change of many, or by its undoing: not there (or not to be seen), changed by somebody since, its earlier
 * status, origin or owner gone, its phone or e-mail taken meanwhile.
 */
export const BULK_REASONS = ['missing', 'touched', 'gone', 'taken'] as const;
export type BulkReason = (typeof BULK_REASONS)[number];

/** Who did it: a member, or one of the product's own ways of writing. */
export const ACTOR_KINDS = ['member', 'import', 'webhook', 'automation', 'api_key', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** Which contacts sales staff see: all of the workspace's, or their own and unassigned ones. */
export const SALES_SCOPES = ['all', 'own'] as const;
export type SalesScope = (typeof SALES_SCOPES)[number];

/** What consent is usually asked for; any other purpose is said in words. */
export const CONSENT_PURPOSES = ['marketing', 'service', 'reminders', 'research', 'sharing'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** Where consent was given; any other place is said in words. */
export const CONSENT_SOURCES = [
  'whatsapp',
  'phone',
  'web_form',
  'email',
  'in_person',
  'paper',
  'import',
] as const;
export type ConsentSource = (typeof CONSENT_SOURCES)[number];

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
  'contact.merged',
  'contact.split',
  'contact.identity_moved',
  'contact.group_added',
  'contact.group_removed',
  'contact.consent_given',
  'contact.consent_revoked',
  'contact.opted_out',
  'contact.opted_in',
  'contact.data_exported',
  'contact.erased',
  'contact.message_received',
  'contact.message_sent',
  'contact.task_added',
  'contact.task_changed',
  'contact.task_done',
  'contact.task_reopened',
  'contact.task_deleted',
] as const;
export type ContactEventKind = (typeof CONTACT_EVENT_KINDS)[number];

export const WORKSPACE_EVENT_KINDS = [
  'workspace.created',
  'workspace.updated',
  'workspace.webhook_secret_rotated',
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
  'field.created',
  'field.updated',
  'field.reordered',
  'field.deleted',
  'group.created',
  'group.updated',
  'group.deleted',
  'segment.created',
  'segment.updated',
  'segment.deleted',
  'view.created',
  'view.updated',
  'view.deleted',
  'report.saved',
  'report.updated',
  'report.deleted',
  'target.created',
  'target.updated',
  'target.deleted',
  'import.started',
  'import.finished',
  'import.cancelled',
  'import.failed',
  'import.undone',
  'import.deleted',
  'import.automations_cancelled',
  'mapping.saved',
  'mapping.deleted',
  'bulk.started',
  'bulk.finished',
  'bulk.cancelled',
  'bulk.failed',
  'bulk.undone',
  'bulk.automations_cancelled',
  'contacts.exported',
  'audit.exported',
  'duplicates.dismissed',
  'duplicates.reopened',
  'number.connected',
  'number.updated',
  'number.disconnected',
  'number.stopped',
  'number.resumed',
  'number.lost',
  'whatsapp.updated',
  'webhook.replayed',
  'auto_lead.updated',
  'rule.created',
  'rule.updated',
  'rule.reordered',
  'rule.deleted',
  'link.created',
  'link.updated',
  'link.archived',
  'touches.reapplied',
  'message.cancelled',
  'message.settled',
  'automation.created',
  'automation.updated',
  'automation.switched_on',
  'automation.switched_off',
  'automation.deleted',
  'run.cancelled',
  'run.repeated',
] as const;
export type WorkspaceEventKind = (typeof WORKSPACE_EVENT_KINDS)[number];

export const SUBJECT_KINDS = [
  'workspace',
  'status',
  'origin',
  'member',
  'invitation',
  'field',
  'group',
  'segment',
  'view',
  'report',
  'target',
  'import',
  'mapping',
  'bulk',
  'export',
  'duplicate',
  'number',
  'webhook',
  'auto_lead',
  'rule',
  'link',
  'conversation',
  'automation',
  'run',
  'notification',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** Which of a day's reports a change makes stale. */
export const STALE_SUBJECTS = ['arrivals', 'moves', 'all_arrivals', 'all'] as const;
