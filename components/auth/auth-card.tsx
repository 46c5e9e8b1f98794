import type { ReactNode } from 'react';
import { classNames } from '#components/ui/class-names.ts';

type Props = {
  title: ReactNode;
  /** What this page is for, under its title. */
  intro?: ReactNode;
  wide?: boolean;
  children?: ReactNode;
};

/** The one thing on a page of somebody who is not signed in. */
export function AuthCard({ title, intro, wide, children }: Props) {
  return (
    <main className={classNames('auth-card', wide && 'auth-card-wide')}>
      <div className="flex flex-col gap-1">
        <h1 className="page-title">{title}</h1>
        {intro && <div className="text-foreground-muted">{intro}</div>}
      </div>
      {children}
    </main>
  );
}
