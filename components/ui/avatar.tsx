import { classNames } from './class-names.ts';

type Props = {
  name: string;
  size?: 'small' | 'medium' | 'large';
  /** Where the name is not written beside it: it is then the accessible name and the tooltip. */
  labelled?: boolean;
};

/** A person as initials, in grey: colour belongs to the statuses. */
export function Avatar({ name, size = 'medium', labelled }: Props) {
  const label = labelled ? { role: 'img', 'aria-label': name, 'data-tip': name } : { 'aria-hidden': true };
  return (
    <span className={classNames('avatar', size !== 'medium' && `avatar-${size}`)} {...label}>
      {initials(name)}
    </span>
  );
}

/** First letters of the first and the last word, whole characters, upper case: "Ana de Souza" → "AS". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toLocaleUpperCase();
}
