'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';

/** A link to be sent on: shown whole, copied by one press. */
export function CopyLink({ link }: { link: string }) {
  const t = useTranslations('members');
  const box = useRef<HTMLDivElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'copyByHand' | null>(null);

  async function copy() {
    try {
      await navigator.clipboard.writeText(link);
      setOutcome('copied');
    } catch {
      // Not allowed, or not over https: then by hand.
      box.current?.querySelector('input')?.select();
      setOutcome('copyByHand');
    }
  }

  return (
    <div className="flex flex-col gap-2">
      <div className="link-box" ref={box}>
        <Input
          className="font-mono text-sm"
          value={link}
          readOnly
          aria-label={t('link')}
          onFocus={(event) => event.target.select()}
        />
        <Button onClick={copy}>
          {outcome === 'copied' ? <Check /> : <Copy />}
          {t('copy')}
        </Button>
      </div>
      <p role="status" className="text-sm text-foreground-muted">
        {outcome && t(outcome)}
      </p>
    </div>
  );
}
