import type { ReactNode } from 'react';

type Props = {
  icon: ReactNode;
  /** What belongs here. */
  title: ReactNode;
  /** Why there is nothing. */
  children: ReactNode;
  /** One button. */
  action?: ReactNode;
};

export function Empty({ icon, title, children, action }: Props) {
  return (
    <div className="state">
      {icon}
      <p className="state-title">{title}</p>
      <div className="text-foreground-muted">{children}</div>
      {action && <div className="state-action">{action}</div>}
    </div>
  );
}
