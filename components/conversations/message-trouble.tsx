import { useTranslations } from 'next-intl';
import { Button } from '../ui/button.tsx';
import type { MessageVerbs, ShownMessage } from './types.ts';

type TroubleProps = { message: ShownMessage; nextTry: string; maySettle: boolean; verbs: MessageVerbs };

/** Why one of our messages has not arrived, and what can be done. */
export default function MessageTrouble({ message, nextTry, maySettle, verbs }: TroubleProps) {
  const t = useTranslations('conversation');
  const { id, state, body, failure } = message;
  const reason = useReason(message);
  if (state === 'queued' && id > 0) {
    return (
      <div className="message-trouble">
        {failure && <p>{t('willTryAgain', { reason, time: nextTry })}</p>}
        <Button size="small" variant="quiet" onClick={() => verbs.cancel(id)}>
          {t('cancel')}
        </Button>
      </div>
    );
  }
  if (state === 'unknown') return <Unknown id={id} maySettle={maySettle} settle={verbs.settle} />;
  if (state === 'cancelled' && failure) return <p className="message-trouble">{reason}</p>;
  if (state !== 'failed') return null;
  return (
    <div className="message-trouble message-trouble-bad">
      <p>
        {reason}
        {failure?.code !== null && failure && (
          <span className="text-foreground-subtle"> {t('code', { code: String(failure.code) })}</span>
        )}
      </p>
      {message.type === 'text' && (
        <Button size="small" onClick={() => verbs.writeAgain(body)}>
          {t('writeAgain')}
        </Button>
      )}
    </div>
  );
}

/** Why, and what to do about it. */
function useReason({ failure }: ShownMessage): string {
  const t = useTranslations('conversation');
  if (failure?.reason) return t(`reasons.${failure.reason}`);
  return t(`topics.${failure?.topic ?? 'none'}`);
}

function Unknown({
  id,
  maySettle,
  settle,
}: {
  id: number;
  maySettle: boolean;
  settle: MessageVerbs['settle'];
}) {
  const t = useTranslations('conversation');
  return (
    <div className="message-trouble message-trouble-odd">
      <p>{t(maySettle ? 'unknownLead' : 'unknown')}</p>
      {maySettle && (
        <div className="flex flex-wrap gap-2">
          <Button size="small" onClick={() => settle(id, 'delivered')}>
            {t('didArrive')}
          </Button>
          <Button size="small" onClick={() => settle(id, 'failed')}>
            {t('didNotArrive')}
          </Button>
        </div>
      )}
    </div>
  );
}
