import { currentSession } from '#app/_server/auth.ts';
import { liveHub } from '#app/_server/live.ts';
import type { LiveMessage } from '#domain/live/hub.ts';

const HEARTBEAT_MS = 15_000;

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
  let end = () => {};
  return new ReadableStream({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const unsubscribe = liveHub().subscribe({
        workspaceId,
        tell: (message) => {
          send(`data: ${JSON.stringify(message)}\n\n`);
          if (endsSession(message)) end();
        },
        close: () => end(),
      });
      // A closed stream makes the window connect again, and so prove its session again.
      const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
      end = () => {
        end = () => {};
        clearInterval(heartbeat);
        unsubscribe();
        controller.close();
      };
      request.signal.addEventListener('abort', () => end());
      send('retry: 2000\n\n');
    },
    cancel: () => end(),
  });
}

/** After a change to members, everybody's stream is opened anew: those who lost access stay out. */
function endsSession(message: LiveMessage): boolean {
  return message.subject === 'member';
}
