import { doBranch } from './do-branch.ts';
import { doField, doGroup, doNote, doStatus, doUpdate } from './do-facts.ts';
import { doOwner } from './do-owner.ts';
import { doSend, resumeSend } from './do-send.ts';
import { doNotify, doTask, doWebhook, resumeWebhook } from './do-tell.ts';
import { doWait, resumeWait } from './do-wait.ts';
import type { StepResult } from './step-result.ts';
import type { Step } from './types.ts';
import type { Work } from './work.ts';

/** Does a step, all of it in the transaction of `work`. */
export async function doStep(work: Work, step: Step): Promise<StepResult> {
  switch (step.kind) {
    case 'send':
      return doSend(work, step);
    case 'notify':
      return doNotify(work, step);
    case 'status':
      return doStatus(work, step);
    case 'origin':
      return doUpdate(work, { originId: step.originId });
    case 'owner':
      return doOwner(work, step);
    case 'type':
      return doUpdate(work, { type: step.type });
    case 'field':
      return doField(work, step);
    case 'group_add':
    case 'group_remove':
      return doGroup(work, step);
    case 'note':
      return doNote(work, step);
    case 'task':
      return doTask(work, step);
    case 'webhook':
      return doWebhook(work, step);
    case 'wait':
      return doWait(work, step);
    case 'branch':
      return doBranch(work, step);
    case 'stop':
      return { is: 'ended', reason: 'stop_step' };
  }
}

/** Looks again at a step that was begun and waits. */
export async function resumeStep(work: Work): Promise<StepResult> {
  switch (work.run.waitsFor) {
    case 'message':
      return resumeSend(work);
    case 'call':
      return resumeWebhook(work);
    case 'time':
    case 'answer':
      return resumeWait(work);
    case null:
      throw new Error('a run that does not wait');
  }
}
