import {
  Building2,
  ChartColumn,
  CircleDot,
  Combine,
  FileUp,
  FolderOpen,
  Layers,
  Link2,
  ListPlus,
  ListTodo,
  type LucideIcon,
  Magnet,
  Megaphone,
  MessageCircle,
  MessagesSquare,
  Plus,
  ScrollText,
  Settings,
  SquareKanban,
  Trash2,
  UserPlus,
  UserRound,
  Users,
  UsersRound,
  Webhook,
  Workflow,
} from 'lucide-react';
import type { Role } from '#db/values.ts';
import { mayRole, type Permission } from '#domain/authorize.ts';

type Area = {
  /** Its name is the text `frame.<key>`. */
  key: string;
  href: string;
  section: string;
  icon: LucideIcon;
  /** What it takes to find it in the rail and the palette; left out: nothing. */
  permission?: Permission;
};

/** The product's areas, in the order of the rail and of the palette; `section` is what marks one as current. */
export const areas = [
  { key: 'pipeline', href: '/pipeline', section: '/pipeline', icon: SquareKanban },
  { key: 'inbox', href: '/inbox', section: '/inbox', icon: MessagesSquare },
  { key: 'contacts', href: '/contacts', section: '/contacts', icon: Users },
  { key: 'statuses', href: '/statuses', section: '/statuses', icon: CircleDot },
  { key: 'origins', href: '/origins', section: '/origins', icon: Megaphone },
] as const satisfies Area[];

/** How many of the areas find room in the bar of a phone, beside "Mais". */
export const BAR_AREAS = 4;

/** Areas that are gone to less often: in the rail and the palette, and behind "Mais" on phones. */
export const moreAreas = [
  {
    key: 'reports',
    href: '/reports',
    section: '/reports',
    icon: ChartColumn,
    permission: 'report.read',
  },
  { key: 'tasks', href: '/tasks', section: '/tasks', icon: ListTodo, permission: 'task.read' },
  { key: 'groups', href: '/groups', section: '/groups', icon: FolderOpen, permission: 'group.read' },
  {
    key: 'segments',
    href: '/segments',
    section: '/segments',
    icon: Layers,
    permission: 'segment.read',
  },
  {
    key: 'duplicates',
    href: '/duplicates',
    section: '/duplicates',
    icon: Combine,
    permission: 'contact.merge',
  },
  { key: 'imports', href: '/imports', section: '/imports', icon: FileUp, permission: 'import.read' },
  {
    key: 'automations',
    href: '/automations',
    section: '/automations',
    icon: Workflow,
    permission: 'automation.read',
  },
] as const satisfies Area[];

/** Found by the palette alone: part of another area, which links to it. */
export const innerAreas = [
  {
    key: 'trash',
    href: '/contacts/trash',
    section: '/contacts',
    icon: Trash2,
    permission: 'contact.restore',
  },
] as const satisfies Area[];

/** Those of a list of areas that a role may open. */
export function areasOf<One extends Area>(list: readonly One[], role: Role): One[] {
  return list.filter(({ permission }) => !permission || mayRole(role, permission));
}

export const settingsArea = {
  key: 'settings',
  href: '/settings/profile',
  section: '/settings',
  icon: Settings,
} as const satisfies Area;

type SettingsPage = {
  /** Its name is the text `settings.tabs.<key>`, its address `/settings/<key>`. */
  key: string;
  icon: LucideIcon;
  /** Those who lack it do not see its tab. */
  permission: Permission;
};

/** The pages of the settings, in the order of their tabs; the palette finds them too. */
export const settingsPages = [
  { key: 'profile', icon: UserRound, permission: 'profile.write' },
  { key: 'members', icon: UsersRound, permission: 'member.read' },
  { key: 'workspace', icon: Building2, permission: 'workspace.manage' },
  { key: 'auto-lead', icon: Magnet, permission: 'auto_lead.manage' },
  { key: 'links', icon: Link2, permission: 'link.read' },
  { key: 'fields', icon: ListPlus, permission: 'field.write' },
  { key: 'whatsapp', icon: MessageCircle, permission: 'whatsapp.manage' },
  { key: 'webhooks', icon: Webhook, permission: 'workspace.manage' },
  { key: 'audit', icon: ScrollText, permission: 'audit.read' },
] as const satisfies SettingsPage[];

type NewThing = {
  /** Its name is the text `palette.actions.<key>`. */
  key: string;
  /** Where its pop-up opens. */
  href: string;
  icon: LucideIcon;
  permission: Permission;
  /** The single key that does the same. */
  shortcut?: string;
};

/** What the palette offers to make, from anywhere. */
export const newThings = [
  {
    key: 'newContact',
    href: '/contacts?panel=new',
    icon: UserPlus,
    permission: 'contact.write',
    shortcut: 'C',
  },
  { key: 'newStatus', href: '/statuses?panel=new', icon: Plus, permission: 'status.write' },
  { key: 'newOrigin', href: '/origins?panel=new', icon: Plus, permission: 'origin.write' },
  {
    key: 'inviteMember',
    href: '/settings/members?panel=invite',
    icon: UserPlus,
    permission: 'member.manage',
  },
] as const satisfies NewThing[];
