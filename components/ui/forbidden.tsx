import { ShieldOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { ButtonLink } from './button.tsx';
import { Empty } from './empty.tsx';

type Props = { title: string; back: { href: string; words: string }; children: ReactNode };

/** What somebody sees of a part that is for others: why, and a way back. */
export function Forbidden({ title, back, children }: Props) {
  return (
    <Empty icon={<ShieldOff />} title={title} action={<ButtonLink href={back.href}>{back.words}</ButtonLink>}>
      {children}
    </Empty>
  );
}
