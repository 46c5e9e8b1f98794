'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Input } from '#components/ui/input.tsx';
import { CopyButton } from './copy-button.tsx';
import type { LinkView } from './types.ts';

/** A link whole, and its QR code to look at and to take away. */
export default function QrDialog({ link, onClose }: { link: LinkView; onClose: () => void }) {
  const t = useTranslations('links');
  const { id, name, address, text, created } = link;
  const file = (format: 'svg' | 'png') => `/api/links/qr?id=${id}&format=${format}`;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={name}>
      <DialogBody>
        <img className="qr-code" src={file('svg')} alt={t('qrAlt', { name })} width={224} height={224} />
        <div className="link-box">
          <Input
            className="font-mono text-sm"
            value={address}
            readOnly
            aria-label={t('address')}
            onFocus={(event) => event.target.select()}
          />
          <CopyButton text={address} />
        </div>
        <p className="text-foreground-muted">{t('sends', { text })}</p>
        <p className="text-foreground-muted">{t('madeOn', { date: created.exact })}</p>
      </DialogBody>
      <DialogFooter>
        <a className="btn btn-secondary" href={file('svg')} download>
          <Download />
          {t('svg')}
        </a>
        <a className="btn btn-primary" href={file('png')} download>
          <Download />
          {t('png')}
        </a>
      </DialogFooter>
    </Dialog>
  );
}
