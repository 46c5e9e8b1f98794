import NotFound from './(crm)/not-found.tsx';

/** An address that leads nowhere, also for people who are not signed in. */
export default function RootNotFound() {
  return (
    <main className="page" id="content">
      <NotFound />
    </main>
  );
}
