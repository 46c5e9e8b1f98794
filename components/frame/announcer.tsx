/** Where `announce` speaks; once a page. */
export function Announcer() {
  return <div id="announcer" className="sr-only" role="status" aria-live="polite" />;
}
