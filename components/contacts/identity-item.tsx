import { AtSign, Ellipsis, MessageCircle, Phone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { Time } from '#components/ui/time.tsx';
import type { IdentityView } from './identity-view.ts';
import type { IdentityVerbs } from './use-identity-verbs.ts';

const ICONS = { phone: Phone, email: AtSign, whatsapp_user: MessageCircle };

type Props = {
  identity: IdentityView;
  /** The only one is never taken away. */
  isOnly: boolean;
  verbs: IdentityVerbs;
  onMove: () => void;
};

/** One phone, e-mail or WhatsApp user: what it is, how we know it, and a menu. */
export function IdentityItem({ identity, isOnly, verbs, onMove }: Props) {
  const t = useTranslations('identities');
  const { kind, text, isMain, source } = identity;
  const Icon = ICONS[kind];
  const isKnownOnWhatsApp = kind === 'whatsapp_user' || source === 'message';
  const canBeMain = kind !== 'whatsapp_user' && !isMain;
  return (
    <li className="identity">
      <span className="identity-icon">
        <Icon />
        <span className="sr-only">{t(`kinds.${kind}`)}: </span>
      </span>
      <div className="min-w-0 flex-1">
        <p className="identity-line">
          <span className="wrap-anywhere font-medium tabular-nums">{text}</span>
          {isMain && <Badge>{t('main')}</Badge>}
          {isKnownOnWhatsApp && <Badge tone="accent">WhatsApp</Badge>}
        </p>
        <Came identity={identity} />
      </div>
      {!(isOnly && !canBeMain) && (
        <Menu
          align="end"
          trigger={
            <IconButton size="small" label={t('more', { value: text })}>
              <Ellipsis />
            </IconButton>
          }
        >
          {canBeMain && <MenuItem onSelect={() => verbs.setMain(identity)}>{t('setMain')}</MenuItem>}
          {!isOnly && <MenuItem onSelect={onMove}>{t('move')}</MenuItem>}
          {!isOnly && (
            <MenuItem tone="danger" onSelect={() => verbs.remove(identity)}>
              {t('remove')}
            </MenuItem>
          )}
        </Menu>
      )}
    </li>
  );
}

/** Where it came from, and when. */
function Came({
  identity: { source, addedByName, fileName, mergedFrom, since },
}: {
  identity: IdentityView;
}) {
  const t = useTranslations('identities');
  const from = () => {
    if (source === 'import' && fileName) return t('fromFile', { name: fileName });
    if (source === 'form' && addedByName) return t('fromMember', { name: addedByName });
    return t(`sources.${source}`);
  };
  return (
    <p className="identity-came">
      {from()}
      {mergedFrom && <> · {t('cameWith', { name: mergedFrom.name || `#${mergedFrom.id}` })}</>}
      {' · '}
      <Time dateTime={since.iso} relative={since.relative} exact={since.exact} />
    </p>
  );
}
