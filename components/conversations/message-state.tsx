import { Ban, Check, CheckCheck, CircleAlert, CircleHelp, Clock, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { MessageState } from '#db/whatsapp-values.ts';
import type { ShownMessage } from './types.ts';

const ICONS: Record<MessageState, LucideIcon | null> = {
  received: null,
  queued: Clock,
  sending: Clock,
  accepted: Check,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
  unknown: CircleHelp,
  cancelled: Ban,
};

/** Where one of our messages stands: icon and word. */
export function StateWord({ message, exact }: { message: ShownMessage; exact: string }) {
  const t = useTranslations('conversation');
  const { state, isPlayed } = message;
  const Icon = ICONS[state];
  if (!Icon) return null;
  const word = t(`states.${state === 'read' && isPlayed ? 'played' : state}`);
  return (
    <span className={`message-state state-${state}`} data-tip={exact ? `${word} · ${exact}` : undefined}>
      <Icon />
      {word}
    </span>
  );
}
