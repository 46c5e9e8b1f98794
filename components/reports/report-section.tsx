import type { ReactNode } from 'react';

type Props = {
  title: string;
  /** How the numbers come about, in a sentence. */
  note?: ReactNode;
  children: ReactNode;
};

/** A part of a report: a drawing and its table. */
export function ReportSection({ title, note, children }: Props) {
  return (
    <section className="report-section">
      <header>
        <h2>{title}</h2>
        {note && <p className="report-note">{note}</p>}
      </header>
      {children}
    </section>
  );
}
