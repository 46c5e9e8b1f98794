import {
  ArrowRight,
  BellOff,
  BellRing,
  Download,
  Eraser,
  FolderMinus,
  FolderPlus,
  Handshake,
  ListChecks,
  ListPlus,
  ListRestart,
  ListTodo,
  ListX,
  type LucideIcon,
  Megaphone,
  Merge,
  MessageSquare,
  Pencil,
  Replace,
  RotateCcw,
  Send,
  Split,
  Trash2,
  Undo2,
  UserPlus,
  UserRound,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ToneChip } from '#components/ui/tone.tsx';
import type { ContactEventKind } from '#db/values.ts';
import { purposeCode } from '#domain/consents/rules.ts';
import { causeCode } from '#domain/consents/said-rules.ts';
import { EventAutomations } from './event-automations.tsx';
import { sentenceOf } from './timeline-sentence.ts';
import type { ShownChange, ShownEvent, ShownValue } from './timeline-view.ts';

const ICONS: Record<ContactEventKind, LucideIcon> = {
  'contact.created': UserPlus,
  'contact.updated': Pencil,
  'contact.status_changed': ArrowRight,
  'contact.origin_changed': Megaphone,
  'contact.owner_changed': UserRound,
  'contact.deleted': Trash2,
  'contact.restored': RotateCcw,
  'contact.merged': Merge,
  'contact.split': Split,
  'contact.identity_moved': Replace,
  'contact.group_added': FolderPlus,
  'contact.group_removed': FolderMinus,
  'contact.consent_given': Handshake,
  'contact.consent_revoked': Undo2,
  'contact.opted_out': BellOff,
  'contact.opted_in': BellRing,
  'contact.data_exported': Download,
  'contact.erased': Eraser,
  'contact.message_received': MessageSquare,
  'contact.message_sent': Send,
  'contact.task_added': ListPlus,
  'contact.task_changed': ListTodo,
  'contact.task_done': ListChecks,
  'contact.task_reopened': ListRestart,
  'contact.task_deleted': ListX,
};

/** Facts that are listed under the sentence; where a contact was moved to is in the sentence itself. */
const LISTED: ContactEventKind[] = ['contact.created', 'contact.updated'];

/** What automations listen to. */
const EXPLAINED: ContactEventKind[] = [
  'contact.created',
  'contact.status_changed',
  'contact.origin_changed',
  'contact.owner_changed',
  'contact.group_added',
  'contact.group_removed',
  'contact.message_received',
];

/** One event: who, what, from → to, when. `explains`: whether it can be asked which automations it set off. */
export function TimelineItem({ event, explains }: { event: ShownEvent; explains: boolean }) {
  const t = useTranslations('events');
  const Icon = ICONS[event.kind];
  const worded = usePurposes(event.kind);
  const { key, from, to } = sentenceOf(event);
  const reason = event.changes.find(({ field }) => field === 'reason')?.to;
  const cause = causeCode(event.changes.find(({ field }) => field === 'cause')?.to?.text);
  const listed = LISTED.includes(event.kind)
    ? event.changes.filter(({ field, from, to }) => field === 'notes' || from || to)
    : [];
  return (
    <li className="timeline-item">
      <span className="timeline-icon">
        <Icon />
      </span>
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">
          {t.rich(key, {
            actor: event.actor.name ?? t(`actors.${event.actor.kind}`),
            b: (text) => <Actor run={event.run}>{text}</Actor>,
            from: () => <Value value={worded(from)} />,
            to: () => <Value value={worded(to)} />,
          })}
          {event.of && <span className="text-foreground-muted"> ({t('of', { name: event.of.name })})</span>}
          {event.isBulk && <span className="text-foreground-muted"> ({t('bulk')})</span>}
        </p>
        {reason && <p className="timeline-changes">{reason.text}</p>}
        {cause && <p className="timeline-changes">{t(`causes.${cause}`)}</p>}
        {listed.length > 0 && (
          <ul className="timeline-changes">
            {listed.map((one) => (
              <Change key={one.field} change={one} isNew={event.kind === 'contact.created'} />
            ))}
          </ul>
        )}
        <time dateTime={event.at.iso}>
          {event.at.relative} · {event.at.exact}
        </time>
        {explains && EXPLAINED.includes(event.kind) && (
          <EventAutomations contactId={event.contactId} eventId={event.id} />
        )}
      </div>
    </li>
  );
}

function Actor({ run, children }: { run: ShownEvent['run']; children: ReactNode }) {
  if (!run) return <span className="font-medium">{children}</span>;
  return (
    <a className="link font-medium" href={`/automations/${run.automationId}/runs?run=${run.id}`}>
      {children}
    </a>
  );
}

/** What a consent is for is a code, or somebody's own words. */
function usePurposes(kind: ContactEventKind): (value: ShownValue) => ShownValue {
  const t = useTranslations('privacy.purposes');
  if (kind !== 'contact.consent_given' && kind !== 'contact.consent_revoked') return (value) => value;
  return (value) => {
    const code = value && purposeCode(value.text);
    return code ? { text: t(code), tone: null } : value;
  };
}

function Value({ value }: { value: ShownValue }) {
  const t = useTranslations('events');
  if (!value) return <span className="text-foreground-muted">{t('nothing')}</span>;
  if (value.tone) return <ToneChip className={`tone-${value.tone}`}>{value.text}</ToneChip>;
  return <span className="font-medium">{value.text}</span>;
}

function Change({
  change: { field, label: custom, from, to },
  isNew,
}: {
  change: ShownChange;
  isNew: boolean;
}) {
  const t = useTranslations('events');
  const fields = useTranslations('contacts.fields');
  const label = custom ?? (fields.has(field) ? fields(field) : field);
  return (
    <li>
      <span className="text-foreground-muted">{label}: </span>
      {field === 'notes' ? (
        t('textEdited')
      ) : isNew ? (
        <Worded field={field} value={to} />
      ) : (
        <>
          <Worded field={field} value={from} />
          <span aria-hidden> → </span>
          <span className="sr-only"> {t('became')} </span>
          <Worded field={field} value={to} />
        </>
      )}
    </li>
  );
}

/** Types and yes/no in the reader's words. */
function Worded({ field, value }: { field: string; value: ShownValue }) {
  const t = useTranslations('contacts');
  if (value && field === 'type') return t(`types.${value.text === 'customer' ? 'customer' : 'lead'}`);
  if (value && field === 'isActive') return t(value.text === 'true' ? 'yes' : 'no');
  return value?.tone ? <Value value={value} /> : (value?.text ?? <Value value={null} />);
}
