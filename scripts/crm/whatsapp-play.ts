import { LaunchError } from '../support/launch-error.ts';
import { findStandIn } from '../support/run-record.ts';
import { readSettings } from '../support/settings.ts';
import { type Command, readOptions } from './command.ts';

const OPTIONS = {
  text: 'value',
  name: 'value',
  phone: 'value',
  number: 'value',
  kind: 'value',
  ad: 'value',
  'ad-id': 'value',
  code: 'value',
  hidden: 'flag',
  delivery: 'value',
} as const;

/** What the stand-in's form calls them. */
const FIELDS: Record<string, string> = { 'ad-id': 'adId' };

export const whatsappPlayCommand: Command = {
  name: 'whatsapp play',
  summary: 'let somebody write on WhatsApp, beside the demo',
  help: `npm run crm -- whatsapp play --text "Oi" [--phone P] [--name N] [--ad HEADLINE] [--ad-id ID] [--code C]

Lets a person who does not exist write to the demo's number, through the stand-in for Meta that runs
beside \`npm start\`: signed and delivered as Meta does it. The page that \`npm start\` names does the same.

  --phone P    with country code; the same phone is the same person. Left out: somebody new
  --kind K     text (by itself), image, document or location
  --ad, --ad-id, --code
               where they come from: an ad, or the code of a tracked link
  --number ID  to which number, by Meta's id
  --hidden     somebody who shows no phone number
  --delivery D once (by itself), twice, batch (all lines of the text in one webhook) or disorder`,
  run: async (args) => {
    const options = readOptions(args, OPTIONS);
    const { DATA_DIR, PORT } = readSettings();
    const url = findStandIn(DATA_DIR, PORT);
    if (!url)
      throw new LaunchError(
        'No stand-in for Meta runs: it comes with the demo (`npm start`) while META_GRAPH_URL is not set.',
      );
    const form = new URLSearchParams();
    for (const [name, kind] of Object.entries(OPTIONS)) {
      const value = kind === 'flag' ? (options.flag(name) ? '1' : undefined) : options.text(name);
      if (value) form.set(FIELDS[name] ?? name, value);
    }
    const answer = await playAt(url, form);
    console.log(describe(answer));
    return answer.outcome === 'taken' ? 0 : 1;
  },
};

type Answer = { outcome: string; status?: string; name?: string; phone?: string };

async function playAt(url: string, form: URLSearchParams): Promise<Answer> {
  const response = await fetch(`${url}/play`, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: form,
  }).catch(() => null);
  if (!response?.ok) throw new LaunchError(`The stand-in at ${url} does not answer.`);
  return (await response.json()) as Answer;
}

function describe({ outcome, status, name, phone }: Answer): string {
  const who = [name, phone && `+${phone}`].filter(Boolean).join(', ');
  if (outcome === 'taken') return `Arrived: the message of ${who} is stored.`;
  if (outcome === 'unsubscribed')
    return 'Nothing was delivered: Chat-Bot is not subscribed to the account. Test the connection under Settings, WhatsApp.';
  if (outcome === 'nowhere') return 'There is no such number: --number takes the id that Meta gives it.';
  return `Not stored (answer ${status}); the stand-in tries again, as Meta does.`;
}
