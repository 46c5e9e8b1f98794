import { type Json, listAt, objectAt, textAt } from './json.ts';
import { type Refused, refusal } from './refusals.ts';

const KINDS = ['button', 'list', 'cta_url', 'request_contact_info', 'location_request_message'];

/** Holds an interactive message against the documented shapes and lengths. */
export function checkInteractive(content: Json): Refused | null {
  const type = textAt(content, 'type') ?? '';
  if (!KINDS.includes(type)) return refusal(131009, 'interactive.type is not one that exists.');
  const text = textAt(objectAt(content, 'body') ?? {}, 'text');
  if (!text) return refusal(131008, 'interactive.body.text is required.');
  if ([...text].length > 1_024) return refusal(131009, 'interactive.body.text is longer than 1024.');
  const action = objectAt(content, 'action');
  if (!action) return refusal(131008, 'interactive.action is required.');
  if (type === 'button') return checkButtons(listAt(action, 'buttons'));
  if (type === 'list') return checkList(action);
  if (type === 'cta_url')
    return action.name === 'cta_url' ? null : refusal(131009, 'action.name must be cta_url.');
  const name = type === 'location_request_message' ? 'send_location' : type;
  return action.name === name ? null : refusal(131009, `action.name must be ${name}.`);
}

function checkButtons(buttons: Json[]): Refused | null {
  if (buttons.length < 1 || buttons.length > 3) return refusal(131009, 'There must be 1 to 3 buttons.');
  const replies = buttons.map((button) => objectAt(button, 'reply') ?? {});
  const isWrong = (reply: Json) => !isBetween(reply, 'id', 256) || !isBetween(reply, 'title', 20);
  if (buttons.some(({ type }) => type !== 'reply') || replies.some(isWrong))
    return refusal(131009, 'A button is a reply with an id of 1 to 256 and a title of 1 to 20 characters.');
  return new Set(replies.map(({ id }) => id)).size === replies.length
    ? null
    : refusal(131009, 'The ids of buttons must differ.');
}

function checkList(action: Json): Refused | null {
  if (!isBetween(action, 'button', 20)) return refusal(131009, 'action.button has 1 to 20 characters.');
  const sections = listAt(action, 'sections');
  const rows = sections.flatMap((section) => listAt(section, 'rows'));
  if (sections.length < 1 || rows.length < 1 || rows.length > 10)
    return refusal(131009, 'There must be 1 to 10 rows.');
  if (sections.length > 1 && sections.some((section) => !isBetween(section, 'title', 24)))
    return refusal(131009, 'Of several sections each needs a title of 1 to 24 characters.');
  const isWrong = (row: Json) => !isBetween(row, 'id', 200) || !isBetween(row, 'title', 24);
  return rows.some(isWrong) ? refusal(131009, 'A row has an id of 1 to 200 and a title of 1 to 24.') : null;
}

function isBetween(json: Json, name: string, longest: number): boolean {
  const text = textAt(json, name);
  return text !== null && [...text].length <= longest;
}
