import { useQueryClient } from '@tanstack/react-query';
import { api, ApiProblem, useCommand } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import type { ContactReport } from '../leads/contact.ts';
import { useFailureWords } from '../ui/failure-words.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { nameOf, type Handoff, type HandoffDetails } from './handoff.ts';
import { handoffTexts } from './texts.ts';

const refresh = ['/handoffs', '/follow-ups', '/leads', '/people', '/today'];

interface Act {
  readonly handoff: Handoff;
  readonly run: () => Promise<unknown>;
  readonly said: string;
  readonly undo?: () => void;
  /** It is still to be dealt with. */
  readonly stays?: boolean;
}

/**
 * What a rep can do with a hand-off. Each says in a toast what happened; a decision can be taken back there. `onDone` is told which
 * hand-off was dealt with, `onKept` which one the reader is to stay with: it waits again, or asks how the conversation went.
 */
export function useHandoffActs({ onDone, onKept }: { onDone: (id: string) => void; onKept: (id: string) => void }) {
  const t = useText(handoffTexts);
  const failure = useFailureWords();
  const format = useFormat();
  const say = useUndo();
  const client = useQueryClient();
  const command = useCommand(({ run }: Act) => run(), {
    refresh,
    done: (_, { handoff, said, undo, stays }) => {
      say(said, undo);
      if (!stays) onDone(handoff.id);
    },
  });

  /** Somebody else was faster: says who and when, in the reader's language, and shows how it stands. */
  async function sayWhoWasFirst(id: string) {
    const now = await api.get<HandoffDetails>(`/handoffs/${id}`).catch(() => null);
    say(now ? whoWasFirst(now) : t('alreadyMoved'));
    await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/handoffs') });
  }

  function whoWasFirst({ decision, attempts }: HandoffDetails): string {
    const moment = (at: string) => format.moment(at, new Date());
    const contact = attempts.toSorted((a, b) => Date.parse(a.attemptedAt) - Date.parse(b.attemptedAt))[0];
    if (contact?.member) return t('contactedFirst', { name: contact.member.name, moment: moment(contact.attemptedAt) });
    if (!decision?.member) return t('alreadyMoved');
    return t('someoneFirst', { name: decision.member.name, decision: decision.decision, moment: moment(decision.decidedAt) });
  }

  function onError(error: unknown, id: string) {
    if (error instanceof ApiProblem && error.status === 409) void sayWhoWasFirst(id);
    else say(failure(error).title);
  }

  function act(each: Act) {
    if (!command.isPending) command.mutate(each, { onError: (error) => onError(error, each.handoff.id) });
  }

  const to = ({ id }: Handoff, noun: string) => `/handoffs/${id}/${noun}`;
  const takeBack = (handoff: Handoff) => () =>
    act({
      handoff,
      run: () => api.delete(to(handoff, 'decision')).then(() => onKept(handoff.id)),
      said: t('undone', { name: nameOf(handoff) }),
      stays: true,
    });

  return {
    pending: command.isPending,
    accept: (handoff: Handoff) =>
      act({
        handoff,
        run: () => api.post(to(handoff, 'acceptance'), {}),
        said: t('accepted', { name: nameOf(handoff) }),
        undo: takeBack(handoff),
      }),
    giveBack: (handoff: Handoff, body: { reason: string; comment?: string }) =>
      act({
        handoff,
        run: () => api.post(to(handoff, 'rejection'), body),
        said: t('givenBack', { name: nameOf(handoff) }),
        undo: takeBack(handoff),
      }),
    snooze: (handoff: Handoff, until: Date) =>
      act({
        handoff,
        run: () => api.post(to(handoff, 'snooze'), { until: until.toISOString() }),
        said: t('snoozed', { moment: format.moment(until, new Date()) }),
      }),
    /** The first contact stops the clock; what follows it is told of the lead. After a conversation its questions wait. */
    contact: (handoff: Handoff, report: ContactReport) => {
      const first = handoff.clock.firstContactAt === null;
      const path = first ? to(handoff, 'first-contact') : `/leads/${handoff.lead.id}/attempts`;
      const asks = report.response === 'reached';
      act({
        handoff,
        run: () => api.post(path, report).then(() => (asks ? onKept(handoff.id) : undefined)),
        said: t(first ? 'contacted' : 'contactedAgain', { name: nameOf(handoff) }),
        undo: () =>
          act({
            handoff,
            run: () => api.delete(`/leads/${handoff.lead.id}/last-attempt`).then(() => onKept(handoff.id)),
            said: t('contactUndone', { name: nameOf(handoff) }),
            stays: true,
          }),
        stays: asks,
      });
    },
    giveTo: (handoff: Handoff, member: { id: string; name: string }) =>
      act({
        handoff,
        run: () => api.post(to(handoff, 'assignment'), { memberId: member.id }),
        said: t('givenTo', { name: member.name }),
        stays: true,
      }),
  };
}

export type HandoffActs = ReturnType<typeof useHandoffActs>;
