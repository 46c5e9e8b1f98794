import { z } from 'zod';
import { id, line, problem, text } from '../input.ts';

/** WhatsApp takes no longer text. In code points, as Meta counts. */
export const TEXT_MAX = 4_096;
const VARIABLE_MAX = 1_024;
const VARIABLES_MAX = 60;

const variableName = z.string().regex(/^(header|body|button)\.\w{1,100}$/);

/** A template as somebody filled it in: `values` by `${where}.${key}` of its variables. */
const templateInput = z.object({
  name: z.string({ error: 'required' }).min(1, 'required').max(512, 'invalid'),
  language: z.string({ error: 'required' }).min(1, 'required').max(20, 'invalid'),
  /** One line each: Meta takes no line ends in variables (132018). */
  values: z
    .record(variableName, line({ max: VARIABLE_MAX }))
    .refine((values) => Object.keys(values).length <= VARIABLES_MAX, 'invalid')
    .default({}),
});

/** To a contact, or into a conversation; own words, or a template. */
export const sendInput = z
  .object({
    contactId: id.optional(),
    conversationId: id.optional(),
    numberId: id.optional(),
    text: text({ max: TEXT_MAX }).optional(),
    template: templateInput.optional(),
    replyToId: id.optional(),
    /** Made once by the window that sends: the same one twice is one message. */
    requestId: z.uuid({ error: 'invalid' }),
  })
  .superRefine(({ contactId, conversationId, text: words, template }, context) => {
    const refuse = (path: string, code: string) =>
      context.addIssue({ code: 'custom', path: [path], message: problem(code) });
    if ((contactId === undefined) === (conversationId === undefined)) refuse('form', 'invalid');
    if ((words === undefined) === (template === undefined)) refuse('form', 'invalid');
    if (words === '') refuse('text', 'required');
  });
export type Sent = z.output<typeof sendInput>;

export const messageInput = z.object({ id });
export const settleInput = z.object({
  id,
  became: z.enum(['delivered', 'failed'], { error: 'invalid' }),
});
export const readInput = z
  .object({ contactId: id.optional(), conversationId: id.optional() })
  .refine((asked) => (asked.contactId === undefined) !== (asked.conversationId === undefined), 'invalid');
