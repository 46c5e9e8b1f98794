'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Dialog, DialogBody } from '#components/ui/dialog.tsx';
import { Time } from '#components/ui/time.tsx';
import type { TouchesView, TouchView } from './touch-view.ts';

/** Every touch of a contact with its evidence, as it came. */
export default function TouchList({ view, onClose }: { view: TouchesView; onClose: () => void }) {
  const t = useTranslations('touches');
  const { total, first, newest, maySeeRules } = view;
  const isCut = total > newest.length;
  const shown = isCut && first ? [...newest, first] : newest;
  return (
    <Dialog open size="large" onOpenChange={(isOpen) => !isOpen && onClose()} title={t('listTitle')}>
      <DialogBody>
        {isCut && <p className="text-foreground-muted">{t('cut', { count: newest.length })}</p>}
        <ol className="touch-list">
          {shown.map((touch) => (
            <li key={touch.id} className="touch">
              <Entry touch={touch} maySeeRules={maySeeRules} />
            </li>
          ))}
        </ol>
      </DialogBody>
    </Dialog>
  );
}

function Entry({ touch, maySeeRules }: { touch: TouchView; maySeeRules: boolean }) {
  const t = useTranslations('touches');
  const { kind, originName, formerOriginName, at, ruleId } = touch;
  return (
    <>
      <p className="touch-head">
        <span className="font-medium">{originName}</span>
        <span className="text-foreground-muted">{t(`kinds.${kind}`)}</span>
        <span className="ms-auto text-foreground-muted">
          <Time dateTime={at.iso} relative={at.relative} exact={at.exact} />
        </span>
      </p>
      <Evidence touch={touch} />
      {formerOriginName && (
        <p className="text-foreground-muted">{t('formerly', { name: formerOriginName })}</p>
      )}
      {maySeeRules && ruleId !== null && (
        <Link href={`/settings/auto-lead?panel=edit.${ruleId}`} prefetch={false} className="link">
          {t('seeRule')}
        </Link>
      )}
    </>
  );
}

/** The raw evidence in words; parts that there are none of are left out. */
function Evidence({ touch: { text, ad, linkName, phone } }: { touch: TouchView }) {
  const t = useTranslations('touches');
  const facts = [
    { key: 'headline', value: ad?.headline },
    { key: 'body', value: ad?.body },
    { key: 'adId', value: ad?.id },
    { key: 'ref', value: ad?.ref },
    { key: 'url', value: ad?.url },
    { key: 'link', value: linkName },
    { key: 'text', value: text },
    { key: 'number', value: phone },
  ] as const;
  const known = facts.filter(({ value }) => value);
  if (known.length === 0) return <p className="text-foreground-muted">{t('erased')}</p>;
  return (
    <dl className="touch-facts">
      {known.map(({ key, value }) => (
        <div key={key}>
          <dt className="text-foreground-muted">{t(`facts.${key}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
