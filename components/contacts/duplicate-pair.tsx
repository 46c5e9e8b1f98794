import { Merge, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Time } from '#components/ui/time.tsx';
import { ToneChip } from '#components/ui/tone.tsx';
import type { PairView, SharedFact, SideView } from './duplicate-words.ts';

type Props = { pair: PairView; onMerge: () => void; onDismiss: () => void };

/** Two contacts that may be one person: why, side by side, and what to do. */
export function DuplicatePair({ pair, onMerge, onDismiss }: Props) {
  const t = useTranslations('duplicates');
  const [one, other] = pair.sides;
  const names = { one: one.name, other: other.name };
  return (
    <li className="pair">
      <div className="pair-head">
        <p className="font-medium">{t(`reasons.${pair.reason}`)}</p>
        <div className="pair-tools">
          <Button size="small" variant="quiet" aria-label={t('dismissNamed', names)} onClick={onDismiss}>
            <Users />
            {t('dismiss')}
          </Button>
          <Button size="small" aria-label={t('mergeNamed', names)} onClick={onMerge}>
            <Merge />
            {t('merge')}
          </Button>
        </div>
      </div>
      <div className="pair-sides">
        <Side side={one} shared={pair.shared} />
        <Side side={other} shared={pair.shared} />
      </div>
    </li>
  );
}

function Side({ side, shared }: { side: SideView; shared: SharedFact[] }) {
  const t = useTranslations('duplicates');
  const fact = (name: SharedFact, value: string | null) =>
    value ? (
      <dd className={classNames('wrap-anywhere', shared.includes(name) && 'pair-shared')}>
        {value}
        {shared.includes(name) && <span className="sr-only"> ({t('shared')})</span>}
      </dd>
    ) : (
      <dd className="text-foreground-subtle">—</dd>
    );
  return (
    <div className="pair-side">
      <p className="pair-name">
        <a
          className={classNames(
            'quiet-link row-link wrap-anywhere',
            shared.includes('name') && 'pair-shared',
          )}
          href={`/contacts/${side.id}`}
        >
          {side.name}
        </a>
        <span className="text-foreground-muted tabular-nums">#{side.id}</span>
      </p>
      <dl className="pair-facts">
        <dt>{t('phone')}</dt>
        {fact('phone', side.phone)}
        <dt>{t('email')}</dt>
        {fact('email', side.email)}
        <dt>{t('company')}</dt>
        {fact('company', side.company)}
        <dt>{t('status')}</dt>
        <dd>
          <ToneChip className={`tone-${side.statusId}`}>{side.statusName}</ToneChip>
        </dd>
        <dt>{t('owner')}</dt>
        <dd>{side.ownerName ?? t('nobody')}</dd>
        <dt>{t('origin')}</dt>
        <dd>
          {side.originName},{' '}
          <Time dateTime={side.created.iso} relative={side.created.relative} exact={side.created.exact} />
        </dd>
      </dl>
    </div>
  );
}
