import { useTranslations } from 'next-intl';
import { piecesOf } from './link-rules.ts';

/** What somebody wrote: text, and nothing but its web addresses can be followed. */
export function MessageText({ text }: { text: string }) {
  const t = useTranslations('conversation');
  let at = 0;
  const keyed = piecesOf(text).map((piece) => {
    const key = at;
    at += piece.text.length;
    return { ...piece, key };
  });
  return (
    <p className="message-text">
      {keyed.map(({ text: words, href, key }) =>
        href === null ? (
          words
        ) : (
          <a
            key={key}
            className="link"
            href={href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            aria-label={t('opensTab', { text: words })}
          >
            {words}
          </a>
        ),
      )}
    </p>
  );
}
