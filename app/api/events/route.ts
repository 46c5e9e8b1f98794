import { currentSession } from '#app/_server/auth.ts';
import { liveHub } from '#app/_server/live.ts';
import type { LiveMessage } from '#domain/live/hub.ts';

const HEARTBEAT_MS = 15_000;
/** What a window shows was read a moment before it says so, perhaps by another process with another clock. Hearing twice does no harm. */
const MARGIN_MS = 2_000;

/** Live updates: which records changed, never what they hold. The window asks for those itself, as whoever it is. */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession();
  if (!session) return Response.json({ code: 'unauthenticated' }, { status: 401 });
  const stream = eventStream(session.ctx.workspace.id, request);
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

function eventStream(workspaceId: number, request: Request): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const since = sinceOf(request);
  let end = () => {};
  return new ReadableStream({
    start(controller) {
      // The id of each message is its time: a window that comes back says it, and is told what came after.
      const send = (text: string, at = Date.now()) =>
        controller.enqueue(encoder.encode(`id: ${at}\n${text}\n\n`));
      send('retry: 2000', since);
      const beat = setInterval(() => send('event: beat\ndata: 1'), HEARTBEAT_MS);
      let unsubscribe = () => {};
      let isCatchingUp = true;
      end = () => {
        end = () => {};
        clearInterval(beat);
        unsubscribe();
        controller.close();
      };
      request.signal.addEventListener('abort', () => end());
      unsubscribe = liveHub().subscribe({
        workspaceId,
        since: since - MARGIN_MS,
        tell: (message, at) => {
          send(`data: ${JSON.stringify(message)}`, at);
          // A closed stream makes the window connect again, and so prove its session again.
          if (!isCatchingUp && endsSession(message)) end();
        },
        close: () => end(),
      });
      isCatchingUp = false;
    },
    cancel: () => end(),
  });
}

/** Since when the window wants to know: its last message, or what it says itself; now when that is no time. */
function sinceOf(request: Request): number {
  const asked = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('since');
  return asked && /^\d{1,15}$/.test(asked) ? Number(asked) : Date.now();
}

/** After a change to members, everybody's stream is opened anew: those who lost access stay out. */
function endsSession(message: LiveMessage): boolean {
  return message.subject === 'member';
}
