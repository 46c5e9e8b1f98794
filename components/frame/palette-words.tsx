import { useTranslations } from 'next-intl';
import { Kbd } from '../ui/kbd.tsx';
import type { Search } from './use-found.ts';

type Props = { text: string; search: Search; count: number };

/** Says how much was found: to ears always, to eyes when it is nothing. */
export function PaletteCount({ text, search, count }: Props) {
  const t = useTranslations('palette');
  const isSettled = text !== '' && !search.isAwaited;
  const isNothing = isSettled && search.failure === null && count === 0;
  return (
    <p role="status" className={isNothing ? 'finder-note' : 'sr-only'}>
      {isNothing && t('nothing', { text })}
      {isSettled && search.failure !== null && t(`failures.${search.failure}`)}
      {isSettled && search.failure === null && count > 0 && t('count', { count })}
    </p>
  );
}

/** Which keys do what; ears are told by the box itself. */
export function PaletteFoot() {
  const t = useTranslations('palette');
  return (
    <div className="finder-foot" aria-hidden="true">
      <Hint keys={['↑', '↓']} words={t('keys.choose')} />
      <Hint keys={['Enter']} words={t('keys.open')} />
      <Hint keys={['Ctrl', 'Enter']} words={t('keys.newTab')} />
      <Hint keys={['Esc']} words={t('keys.close')} />
    </div>
  );
}

function Hint({ keys, words }: { keys: string[]; words: string }) {
  return (
    <span className="finder-hint">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
      {words}
    </span>
  );
}
