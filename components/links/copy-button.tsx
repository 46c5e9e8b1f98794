'use client';

import { Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';

/** Puts a link on the clipboard; where that is not allowed, it is shown to be copied by hand. With a `label`, one of many in a table. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const t = useTranslations('links');
  const toast = useToast();

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      toast({ title: t('copied') });
    } catch {
      toast({ title: t('copyByHand', { link: text }), tone: 'danger' });
    }
  }

  return (
    <Button size={label ? 'small' : 'medium'} aria-label={label} onClick={copy}>
      <Copy />
      <span className={label && 'max-sm:sr-only'}>{t('copy')}</span>
    </Button>
  );
}
