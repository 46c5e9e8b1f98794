import 'server-only';
import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import type { FormAction, FormState } from '#components/auth/types.ts';
import { DomainError } from '#domain/errors.ts';
import { failure, isSameSite } from './action.ts';
import { clientAddress } from './client-address.ts';
import { requestId } from './request-id.ts';

/** What a form sent: texts, and lists of them where a name was sent more than once. Files are left out. */
type Sent = Record<string, string | string[]>;
export type OpenRequest = { form: Sent; address: string | null };

type Work = (request: OpenRequest) => Promise<void>;

/**
 * The way in for forms of people who have no session yet (sign-in, invitation, first admin): same site → work (a verb that asks for its own
 * proof) → typed error, or wherever `work` redirects to. A form given it works without JavaScript too. What was typed in the
 * fields named by `keeps` comes back with an error; passwords never do.
 */
export function openAction(work: Work, { keeps = [] }: { keeps?: readonly string[] } = {}): FormAction {
  return async (_before, data) => {
    const id = await requestId();
    const form = readForm(data);
    try {
      if (!(await isSameSite())) throw new DomainError('forbidden');
      await work({ form, address: clientAddress(await headers()) });
      return null;
    } catch (error) {
      // Redirects travel as errors.
      unstable_rethrow(error);
      const typed = Object.fromEntries(keeps.map((name) => [name, form[name]]));
      return { ...failure(error, id, work.name), typed } satisfies FormState;
    }
  };
}

/** The same for a button that cannot be refused, such as "Sair": what goes wrong is for the page's error boundary. */
export function submitAction(work: Work): (data: FormData) => Promise<void> {
  return async (data) => {
    if (!(await isSameSite())) throw new DomainError('forbidden');
    await work({ form: readForm(data), address: null });
  };
}

function readForm(data: unknown): Sent {
  if (!(data instanceof FormData)) return {};
  const names = [...new Set(data.keys())].filter((name) => !name.startsWith('$ACTION'));
  return Object.fromEntries(
    names.map((name): [string, string | string[]] => {
      const texts = data.getAll(name).filter((value) => typeof value === 'string');
      return [name, texts.length > 1 ? texts : (texts[0] ?? '')];
    }),
  );
}
