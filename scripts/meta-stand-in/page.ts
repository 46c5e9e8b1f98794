import { isObject, objectAt, textAt } from './json.ts';
import { PLAYED_KINDS } from './play.ts';
import { CODES, refusal } from './refusals.ts';
import type { StandIn } from './server.ts';
import { STYLE } from './style.ts';
import { type Language, type Words, wordsOf } from './words.ts';
import type { Accepted, Failure, World } from './world.ts';

const SHOWN = 30;
const DELIVERIES = ['once', 'twice', 'batch', 'disorder'] as const;

/** The whole page. `answer`: what came of the form that led here. */
export function drawPage(
  standIn: StandIn,
  language: Language,
  { nonce, answer }: { nonce: string; answer: URLSearchParams },
): string {
  const words = wordsOf(language);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<header><h1>${words.title}</h1><p>${words.lead}</p></header>
<main>
${drawOutcome(words, answer)}
<div class="columns">
<div>${drawWrite(standIn.world, words, answer)}${drawFail(standIn.world, words)}</div>
<section aria-labelledby="log-title"><h2 id="log-title">${words.log}</h2><div id="log" aria-live="polite">${drawLog(standIn, language)}</div></section>
</div>
</main>
<script nonce="${nonce}">${KEEP_FRESH}</script>
</body>
</html>`;
}

/** Without it the page works as well, and is fresh when it is loaded. */
const KEEP_FRESH = `
let shown = document.getElementById('log').innerHTML;
setInterval(async () => {
  const answer = await fetch('/log').catch(() => null);
  if (!answer || !answer.ok) return;
  const html = await answer.text();
  if (html === shown) return;
  shown = html;
  document.getElementById('log').innerHTML = html;
}, 1500);`;

/** What the product sent, the newest first. */
export function drawLog({ world }: StandIn, language: Language): string {
  const words = wordsOf(language);
  const latest = world.accepted.slice(-SHOWN).reverse();
  if (latest.length === 0) return `<p class="quiet">${words.empty}</p>`;
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  const items = latest.map((message) => {
    const state = message.states.at(-1) ?? 'accepted';
    const word = Object.hasOwn(words, state) ? words[state as 'accepted'] : state;
    return `<li><p class="facts"><b>${escapeHtml(nameOf(world, message))}</b> <time>${time.format(message.at)}</time> <span class="state" data-state="${escapeHtml(state)}">${escapeHtml(word)}</span></p><p class="words">${escapeHtml(contentOf(message, words))}</p></li>`;
  });
  return `<ol class="log">${items.join('')}</ol>`;
}

function nameOf({ people }: World, { to, recipient }: Accepted): string {
  const phone = to?.replace('+', '');
  const person = people.find(
    ({ phone: theirs, userId }) => (phone && theirs === phone) || userId === recipient,
  );
  return person?.name || to || recipient || '';
}

function contentOf({ body }: Accepted, words: Words): string {
  const type = textAt(body, 'type') ?? 'text';
  const content = objectAt(body, type);
  if (!content) return type;
  if (type === 'text') return textAt(content, 'body') ?? '';
  if (type !== 'template') return `${type} ${textAt(content, 'caption') ?? ''}`;
  const values = JSON.stringify(content.components ?? [], (name, value) =>
    name === 'type' ? undefined : value,
  );
  const said = [...values.matchAll(/"(?:text|link|payload|coupon_code)":"((?:[^"\\]|\\.)*)"/g)].map(
    ([, value]) => value,
  );
  return `${words.template} ${textAt(content, 'name')}${said.length > 0 ? `: ${said.join(', ')}` : ''}`;
}

function drawOutcome(words: Words, answer: URLSearchParams): string {
  const outcome = answer.get('outcome');
  if (outcome === 'taken')
    return notice('good', `${words.taken} ${answer.get('name') ?? ''} ${answer.get('phone') ?? ''}`);
  if (outcome === 'refused')
    return notice('bad', words.refused.replace('{status}', answer.get('status') ?? ''));
  if (outcome === 'unsubscribed') return notice('bad', words.unsubscribed);
  if (outcome === 'nowhere') return notice('bad', words.nowhere);
  return outcome === 'failing' ? notice('good', words.failing) : '';
}

function notice(tone: 'good' | 'bad', text: string): string {
  return `<p class="notice" data-tone="${tone}" role="status">${escapeHtml(text.trim())}</p>`;
}

function drawWrite({ people, numbers }: World, words: Words, answer: URLSearchParams): string {
  const persons = people
    .slice(-SHOWN)
    .reverse()
    .map(({ userId, name, phone }) =>
      option(userId, `${name} ${phone ?? userId}`, userId === answer.get('again')),
    );
  const kinds = PLAYED_KINDS.map((kind) => option(kind, words.kinds[kind], false));
  const deliveries = DELIVERIES.map((delivery) => option(delivery, words.deliveries[delivery], false));
  const lines = numbers.map(({ id, displayPhone }) => option(id, `+${displayPhone}`, false));
  return `<section aria-labelledby="write-title"><h2 id="write-title">${words.write}</h2>
<form method="post" action="/play">
${select('again', words.who, [option('', words.newPerson, false), ...persons])}
<div class="pair">${input('name', words.name, words.blank)}${input('phone', words.phone, words.blank, 'tel')}</div>
${check('hidden', words.hidden)}
<div><label for="text">${words.text}</label><textarea id="text" name="text" rows="3" maxlength="4096" aria-describedby="text-hint">Oi, quero saber mais</textarea><small id="text-hint">${words.textHint}</small></div>
<div class="pair">${select('kind', words.kind, kinds)}${select('number', words.number, lines)}</div>
<fieldset><legend>${words.origin}</legend>
${input('ad', words.ad)}<div class="pair">${input('adId', words.adId)}${input('code', words.code)}</div></fieldset>
${select('delivery', words.delivery, deliveries)}
<button>${words.send}</button>
</form></section>`;
}

function drawFail({ failures }: World, words: Words): string {
  const codes = CODES.map((code) => option(String(code), `${code} ${refusal(code).title}`, code === 131047));
  const others = [option('timeout', words.timeout, false), option('reset', words.reset, false)];
  const pending =
    failures.length > 0 ? `<p>${words.pending}: ${failures.map(nameOfFailure).join(', ')}</p>` : '';
  return `<section aria-labelledby="fail-title"><h2 id="fail-title">${words.fail}</h2><p class="quiet">${words.failLead}</p>${pending}
<form method="post" action="/fail">
${select('failure', words.failure, [...codes, ...others, option('none', words.none, false)])}
${check('later', words.later)}
<button class="second">${words.cause}</button>
</form></section>`;
}

function nameOfFailure(failure: Failure): string {
  return failure.kind === 'code' ? String(failure.code) : failure.kind;
}

function input(name: string, label: string, hint = '', type = 'text'): string {
  const described = hint ? ` aria-describedby="${name}-hint"` : '';
  const below = hint ? `<small id="${name}-hint">${hint}</small>` : '';
  return `<div><label for="${name}">${label}</label><input id="${name}" name="${name}" type="${type}" autocomplete="off"${described}>${below}</div>`;
}

function select(name: string, label: string, options: string[]): string {
  return `<div><label for="${name}">${label}</label><select id="${name}" name="${name}">${options.join('')}</select></div>`;
}

function option(value: string, label: string, isSelected: boolean): string {
  return `<option value="${escapeHtml(value)}"${isSelected ? ' selected' : ''}>${escapeHtml(label)}</option>`;
}

function check(name: string, label: string): string {
  return `<label class="check"><input type="checkbox" name="${name}" value="1"> ${label}</label>`;
}

function escapeHtml(text: unknown): string {
  const plain = isObject(text) ? '' : String(text ?? '');
  return plain.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
