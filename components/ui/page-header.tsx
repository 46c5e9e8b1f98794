import type { ReactNode } from 'react';

type Props = {
  title: ReactNode;
  /** The page's one primary button. */
  action?: ReactNode;
  /** Quiet controls at the far end: column menu, density, view. */
  aside?: ReactNode;
  /** Search and filters, beneath. */
  children?: ReactNode;
};

export function PageHeader({ title, action, aside, children }: Props) {
  return (
    <header className="flex flex-col gap-3">
      <div className="page-bar">
        <h1 className="page-title">{title}</h1>
        {action}
        {aside && <div className="ms-auto flex items-center gap-2">{aside}</div>}
      </div>
      {children && <div className="page-filters">{children}</div>}
    </header>
  );
}
