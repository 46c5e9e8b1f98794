'use client';

import { Check, Copy, Eye, EyeOff, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Confirm } from '#components/ui/confirm.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Action } from '#domain/result.ts';

type Props = {
  /** Empty: it does not open with this server's key. */
  secret: string;
  /** Until when the one before signs as well, in the reader's words. */
  earlierUntil: string | null;
  /** Which secret this is: only the one that was seen is replaced. */
  version: string;
  rotate: Action<unknown>;
};

/** What webhooks are signed with, how a receiver checks it, and a new one. */
export function SecretPanel({ secret, earlierUntil, version, rotate }: Props) {
  const t = useTranslations('calls');
  return (
    <section className="panel" aria-labelledby="secret-title">
      <h2 id="secret-title" className="panel-title">
        {t('secret')}
      </h2>
      <p>{t('secretWhy')}</p>
      {secret ? <Secret secret={secret} /> : <p className="notice notice-warning">{t('sealed')}</p>}
      {earlierUntil && (
        <p className="notice" role="status">
          {t('earlier', { until: earlierUntil })}
        </p>
      )}
      <div className="flex flex-col gap-2">
        <h3 className="font-medium">{t('check')}</h3>
        <ol className="steps">
          <li>{t.rich('checkSteps.header', { code })}</li>
          <li>{t.rich('checkSteps.sign', { code })}</li>
          <li>{t.rich('checkSteps.compare', { code })}</li>
          <li>{t.rich('checkSteps.once', { code })}</li>
        </ol>
      </div>
      <Rotation version={version} rotate={rotate} />
    </section>
  );
}

const code = (text: ReactNode) => <code>{text}</code>;

function Secret({ secret }: { secret: string }) {
  const t = useTranslations('calls');
  const toast = useToast();
  const [isShown, show] = useState(false);
  // A new secret has not been copied yet.
  const [copied, setCopied] = useState('');
  const isCopied = copied === secret;

  async function copy() {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(secret);
    } catch {
      // Not allowed, or not over https: then by hand.
      show(true);
      toast({ title: t('copyByHand') });
    }
  }

  return (
    <div className="link-box">
      <Input
        type={isShown ? 'text' : 'password'}
        className="font-mono text-sm"
        value={secret}
        readOnly
        autoComplete="off"
        aria-label={t('secret')}
        onFocus={(event) => event.target.select()}
      />
      <div className="flex flex-none gap-2">
        <IconButton
          label={t(isShown ? 'hide' : 'reveal')}
          variant="secondary"
          className="flex-none"
          onClick={() => show(!isShown)}
        >
          {isShown ? <EyeOff /> : <Eye />}
        </IconButton>
        <Button className="flex-auto" onClick={copy}>
          {isCopied ? <Check /> : <Copy />}
          {t(isCopied ? 'copied' : 'copy')}
        </Button>
      </div>
    </div>
  );
}

function Rotation({ version, rotate }: Pick<Props, 'version' | 'rotate'>) {
  const t = useTranslations('calls');
  const toast = useToast();
  const problems = useProblems();
  const [isAsking, ask] = useState(false);
  const { run, pending } = useAction(rotate);

  async function confirm() {
    const result = await run({ version });
    ask(false);
    toast(result.ok ? { title: t('rotated') } : { title: problems.sentence(result), tone: 'danger' });
  }

  return (
    <div className="panel-end">
      <Button onClick={() => ask(true)}>
        <RefreshCw />
        {t('rotate')}
      </Button>
      <Confirm
        open={isAsking}
        onOpenChange={ask}
        title={t('rotateTitle')}
        confirmLabel={t('rotate')}
        tone="primary"
        pending={pending}
        onConfirm={confirm}
      >
        {t('rotateBody')}
      </Confirm>
    </div>
  );
}
