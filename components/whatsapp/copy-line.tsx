'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';

/** A value to carry over to Meta's settings: shown whole, copied by one press. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  const t = useTranslations('whatsapp');
  const box = useRef<HTMLSpanElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'copyByHand' | null>(null);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      // Not allowed, or not over https: then by hand.
      box.current?.querySelector('input')?.select();
      setOutcome('copyByHand');
    }
  }

  return (
    <span className="copy-line">
      <span className="link-box" ref={box}>
        <Input
          className="font-mono text-sm"
          value={text}
          readOnly
          aria-label={label}
          onFocus={(event) => event.target.select()}
        />
        <Button onClick={copy} aria-label={t('copyNamed', { name: label })}>
          {outcome === 'copied' ? <Check /> : <Copy />}
          {t('copy')}
        </Button>
      </span>
      <span role="status" className="text-sm text-foreground-muted">
        {outcome && t(outcome)}
      </span>
    </span>
  );
}
