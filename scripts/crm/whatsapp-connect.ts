import type { Db } from '#db/client.ts';
import { DomainError, type FieldProblem } from '#domain/errors.ts';
import type { CallFailure } from '#domain/whatsapp/outcome.ts';
import type { Tested } from '#domain/whatsapp/test-connection.ts';
import { LaunchError } from '../support/launch-error.ts';
import { type Command, readOptions } from './command.ts';

const OPTIONS = {
  workspace: 'value',
  'phone-number-id': 'value',
  'account-id': 'value',
  display: 'value',
  name: 'value',
} as const;

export const whatsappConnectCommand: Command = {
  name: 'whatsapp connect',
  summary: 'connect a number of WhatsApp to a workspace',
  help: `npm run crm -- whatsapp connect --phone-number-id ID --account-id ID --display PHONE [--name N] [--workspace ID]

Connects a number to a workspace and tries it, as the page Settings, WhatsApp does. The access token is read from
the variable WHATSAPP_TOKEN, or else from standard input, never from the command line, where other
programs could see it; it is stored encrypted with ENCRYPTION_KEY.

  WHATSAPP_TOKEN="$(cat token.txt)" npm run crm -- whatsapp connect --phone-number-id 1065… …
  npm run crm -- whatsapp connect --phone-number-id 1065… … < token.txt

  --display PHONE  the number as customers see it
  --workspace ID   may be left out where there is one workspace only`,
  run: async (args) => {
    const options = readOptions(args, OPTIONS);
    const input = {
      phoneNumberId: options.text('phone-number-id'),
      accountId: options.text('account-id'),
      displayPhone: options.text('display'),
      name: options.text('name'),
      token: process.env.WHATSAPP_TOKEN ?? (await readStandardInput()),
    };
    const workspaceId = options.number('workspace');
    const { withServer } = await import('./database.ts');
    const { id, workspace, tested } = await withServer((db) => connectIn(db, workspaceId, input)).catch(
      explain,
    );
    console.log(`The number is connected to ${workspace} (number ${id}). ${say(tested)}`);
    return tested.kind === 'ok' && tested.subscription.kind === 'ok' ? 0 : 1;
  },
};

async function connectIn(
  db: Db,
  workspaceId: number | undefined,
  input: object,
): Promise<{ id: number; workspace: string; tested: Tested }> {
  const { pickWorkspace } = await import('#domain/workspaces/pick.ts');
  const { systemCtx } = await import('#domain/ctx.ts');
  const { connectNumber } = await import('#domain/whatsapp/connect.ts');
  const { testConnection } = await import('#domain/whatsapp/test-connection.ts');
  const workspace = await pickWorkspace(db, workspaceId);
  const ctx = systemCtx(db, workspace);
  const { id } = await connectNumber(ctx, input);
  return { id, workspace: workspace.name, tested: await testConnection(ctx, { id }) };
}

/** What Meta said when the number was tried. */
function say(tested: Tested): string {
  if (tested.kind === 'taken')
    return 'Another workspace of this installation has it, and its token is good: nothing comes in here.';
  if (tested.kind !== 'ok')
    return `Meta does not describe it yet${why(tested)}: nothing comes in until it does.`;
  if (tested.subscription.kind !== 'ok')
    return `Meta does not tell us of its account yet${why(tested.subscription)}: does the token have whatsapp_business_management, and is the account id right?`;
  return `Meta describes it as ${tested.verifiedName}, ${tested.displayPhone}, and tells us what comes in.`;
}

function why(failure: CallFailure): string {
  return failure.kind === 'refused' ? ` (error ${failure.code}: ${failure.title})` : ` (${failure.kind})`;
}

async function readStandardInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Access token, then Enter and Ctrl-D:\n');
  let text = '';
  for await (const part of process.stdin) text += part;
  return text.trim();
}

const NAMES: Record<string, string> = {
  workspaceId: '--workspace',
  phoneNumberId: '--phone-number-id',
  accountId: '--account-id',
  displayPhone: '--display',
  name: '--name',
  token: 'The token',
};
const PROBLEMS: Record<string, string> = {
  required: 'is needed',
  gone: 'is not there',
  bad_meta_id: 'is not an id as Meta shows it: digits only',
  bad_phone: 'is not a phone number',
  bad_token: 'is not a token: one word without spaces',
  number_taken: 'is connected already',
  too_long: 'is too long',
  bad_characters: 'has characters that cannot be stored',
};

function explain(error: unknown): never {
  if (!(error instanceof DomainError)) throw error;
  const lines = Object.entries(error.fields).map(
    ([field, { code }]: [string, FieldProblem]) => `${NAMES[field] ?? field} ${PROBLEMS[code] ?? code}.`,
  );
  throw new LaunchError(lines.join('\n'));
}
