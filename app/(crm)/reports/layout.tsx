import type { ReactNode } from 'react';
import { requireSession } from '#app/_server/auth.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { SavedProvider } from '#components/reports/saved-provider.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { mayRole } from '#domain/authorize.ts';
import { listSavedReports } from '#domain/saved-reports/list.ts';
import {
  createSavedReportAction,
  deleteSavedReportAction,
  restoreSavedReportAction,
  updateSavedReportAction,
} from './actions.ts';

const actions = {
  create: createSavedReportAction,
  update: updateSavedReportAction,
  remove: deleteSavedReportAction,
  restore: restoreSavedReportAction,
};

/** What all reports share but their query, which a layout cannot know: that is in `ReportFrame`. */
export default async function ReportsLayout({ children }: { children: ReactNode }) {
  const { ctx, person } = await requireSession();
  const list = await listSavedReports(ctx);
  const saved = { list, userId: person.userId, mayShare: mayRole(person.role, 'report.share'), actions };
  return (
    <div className="page">
      <LiveRefresh subjects={['report']} />
      <ClientMessages names={['reports', 'savedReports', 'problems', 'errors']}>
        <SavedProvider saved={saved}>{children}</SavedProvider>
      </ClientMessages>
    </div>
  );
}
