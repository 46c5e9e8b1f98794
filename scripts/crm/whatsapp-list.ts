import { type Command, readOptions } from './command.ts';

export const whatsappListCommand: Command = {
  name: 'whatsapp list',
  summary: 'list the connected numbers of WhatsApp',
  help: `npm run crm -- whatsapp list [--json]

Lists the connected numbers of all workspaces: Meta's ids, the phone, whether it sends, and when Meta
last told us something. Never the token.`,
  run: async (args) => {
    const options = readOptions(args, { json: 'flag' });
    const { withProduct } = await import('./database.ts');
    const { listConnectedNumbers } = await import('#domain/whatsapp/list-connected.ts');
    const numbers = await withProduct(listConnectedNumbers);
    if (options.flag('json')) console.log(JSON.stringify(numbers));
    else for (const number of numbers) console.log(describe(number));
    if (numbers.length === 0 && !options.flag('json')) console.log('No number is connected.');
    return 0;
  },
};

function describe(number: {
  workspaceId: number;
  workspace: string;
  phoneNumberId: string;
  accountId: string;
  displayPhone: string;
  name: string;
  state: string;
  stopCode: number | null;
  lastWebhookAt: Date | null;
}): string {
  const { workspaceId, workspace, phoneNumberId, accountId, displayPhone, name, state, stopCode } = number;
  const last = number.lastWebhookAt?.toISOString() ?? 'never';
  const stopped = stopCode === null ? state : `${state} (Meta's error ${stopCode})`;
  return `${phoneNumberId}  +${displayPhone}  ${name || '(no name)'}
  workspace ${workspaceId}, ${workspace}; account ${accountId}; ${stopped}; last webhook ${last}`;
}
