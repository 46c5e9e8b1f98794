import type { ReactNode } from 'react';
import { ClientMessages } from '#components/ui/messages.tsx';

/** What all reports share but their query, which a layout cannot know: that is in `ReportFrame`. */
export default function ReportsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="page">
      <ClientMessages names={['reports']}>{children}</ClientMessages>
    </div>
  );
}
