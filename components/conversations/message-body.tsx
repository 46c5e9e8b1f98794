import { FileAudio, FileText, Film, Image, Mic, Sticker } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, type ReactNode, Suspense } from 'react';
import { MessageText } from './message-text.tsx';
import type { ShownContent, ShownMessage } from './types.ts';

const ChoiceAnswers = lazy(() => import('./choice-answers.tsx'));
const MessageCards = lazy(() => import('./message-cards.tsx'));

/** What a message holds: whatever its type, in words and links. */
export function MessageBody({ message }: { message: ShownMessage }) {
  const t = useTranslations('conversation');
  const { type, body, content, isRevoked } = message;
  if (isRevoked) return <p className="message-note">{t('revoked')}</p>;
  const isNothing = body === '' && !content.file && !content.place && !content.order;
  const hasCards = Boolean(content.referral || content.place || content.cards.length > 0 || content.order);
  const isOdd = type === 'unsupported' || type === 'other';
  return (
    <>
      {content.context && <Forwarded context={content.context} />}
      {hasCards && (
        <Suspense fallback={null}>
          <MessageCards content={content} />
        </Suspense>
      )}
      {content.file && <FileLink message={message} file={content.file} />}
      {content.choice && <p className="message-note">{t(`choices.${content.choice.kind}`)}</p>}
      {body !== '' && <MessageText text={body} />}
      {content.choice && (
        <Suspense fallback={null}>
          <ChoiceAnswers choice={content.choice} />
        </Suspense>
      )}
      {isOdd && <p className="message-note">{t('unsupported', { type: content.rawType || 'none' })}</p>}
      {!isOdd && isNothing && !content.choice && content.cards.length === 0 && (
        <p className="message-note">{t(`types.${type}`)}</p>
      )}
      {content.errors.map(({ code, title }) => (
        <p key={code} className="message-note">
          {t('metaSays', { code: String(code), title })}
        </p>
      ))}
    </>
  );
}

function Forwarded({ context }: { context: NonNullable<ShownContent['context']> }) {
  const t = useTranslations('conversation');
  const { isForwarded, isForwardedOften, product } = context;
  return (
    <>
      {(isForwarded || isForwardedOften) && (
        <p className="message-note">{t(isForwardedOften ? 'forwardedOften' : 'forwarded')}</p>
      )}
      {product && <p className="message-note">{t('aboutProduct', { id: product.productId })}</p>}
    </>
  );
}

const FILE_ICONS: Partial<Record<ShownMessage['type'], ReactNode>> = {
  image: <Image />,
  video: <Film />,
  audio: <FileAudio />,
  sticker: <Sticker />,
};

function FileLink({ message, file }: { message: ShownMessage; file: NonNullable<ShownContent['file']> }) {
  const t = useTranslations('conversation');
  const kind = file.isVoice ? t('voice') : t(`types.${message.type}`);
  const type = file.mimeType.split(';')[0]?.split('/')[1]?.toUpperCase() ?? '';
  return (
    <a
      className="message-file"
      href={`/api/conversations/media?id=${message.id}`}
      download
      aria-label={t('download', { name: file.name || kind })}
    >
      {file.isVoice ? <Mic /> : (FILE_ICONS[message.type] ?? <FileText />)}
      <span className="min-w-0">
        <span className="block truncate font-medium">{file.name || kind}</span>
        <span className="block truncate text-xs text-foreground-muted">
          {[file.name ? kind : '', type.length <= 12 ? type : '', file.size].filter(Boolean).join(' · ')}
        </span>
      </span>
    </a>
  );
}
