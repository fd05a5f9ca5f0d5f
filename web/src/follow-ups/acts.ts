import { api, useCommand } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useGivableReasons } from '../touchpoints/story.ts';
import { useFailureWords } from '../ui/failure-words.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import type { ContactReport } from '../leads/contact.ts';
import { followUpTexts } from './texts.ts';

/** A lead as far as these acts go: its hand-off if that still waits for its first contact. */
export interface Followed {
  readonly leadId: string;
  readonly name: string;
  readonly awaitsContact?: string | null;
}

interface Act {
  readonly run: () => Promise<unknown>;
  readonly said: string;
  readonly undo?: () => void;
  readonly next?: (() => void) | undefined;
}

/** What a rep does in following a lead up. Each says in a toast what happened, and can be taken back there for eight seconds. */
export function useFollowUpActs({ onDone }: { onDone?: () => void } = {}) {
  const t = useText(followUpTexts);
  const failure = useFailureWords();
  const say = useUndo();
  const recycleReasons = useGivableReasons('recycled');
  const command = useCommand(({ run }: Act) => run(), {
    refresh: ['/follow-ups', '/handoffs', '/leads', '/people', '/today'],
    done: (_, { said, undo, next }) => {
      say(said, undo);
      next?.();
    },
  });
  // A second press while the first is on its way is the same one.
  const act = (each: Act) => {
    if (!command.isPending) command.mutate(each, { onError: (error) => say(failure(error).title) });
  };
  const reason = recycleReasons.find(({ code }) => code === 'no_response') ?? recycleReasons[0];

  return {
    pending: command.isPending,
    log: ({ leadId, name, awaitsContact }: Followed, report: ContactReport) =>
      act({
        run: () => api.post(awaitsContact ? `/handoffs/${awaitsContact}/first-contact` : `/leads/${leadId}/attempts`, report),
        said: t('logged', { name }),
        undo: () => act({ run: () => api.delete(`/leads/${leadId}/last-attempt`), said: t('loggedUndone', { name }) }),
        next: onDone,
      }),
    /** Undefined until the reasons are known. */
    recycle:
      reason &&
      (({ leadId, name }: Followed) =>
        act({
          run: () => api.post(`/leads/${leadId}/recycling`, { reason: reason.code }),
          said: t('recycled', { name }),
          undo: () => act({ run: () => api.delete(`/leads/${leadId}/recycling`), said: t('recycledUndone', { name }) }),
          next: onDone,
        })),
  };
}
