import { lazy, Suspense, useState } from 'react';
import type { Stage } from '../../../src/leads/lifecycle.ts';
import type { LeadItem } from '../../../src/leads/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { useFailureWords } from '../ui/failure-words.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { boardMove, type BoardAct } from './board-moves.ts';
import { boardTexts } from './board-texts.ts';
import { nameOfLead } from './lead-name.ts';
import { stageNames } from './stage-texts.ts';

const HandOverDialog = lazy(() => import('./hand-over-dialog.tsx'));
const ClosingDialog = lazy(() => import('./closing-dialog.tsx'));
const GiveBackDialog = lazy(() => import('../handoffs/give-back-dialog.tsx'));
const ContactDialog = lazy(() => import('./contact-dialog.tsx'));

interface Wish {
  readonly lead: LeadItem;
  readonly act: BoardAct;
  readonly to: Stage;
}

const refresh = ['/leads', '/lead-views', '/handoffs', '/people', '/today', '/follow-ups'];

/**
 * Moves leads by the commands behind the columns: at once where nothing has to be said, else by the dialog that asks for it. Each tells
 * what happened, and offers to undo what can be undone.
 */
export function useBoardMoves() {
  const t = useText(boardTexts);
  const { language } = useLanguage();
  const { role } = useSession().member;
  const say = useUndo();
  const failure = useFailureWords();
  const [asking, setAsking] = useState<Wish | null>(null);
  const command = useCommand(({ run }: { run: () => Promise<unknown>; said: string; undo: string | null }) => run(), {
    refresh,
    done: (_, { said, undo }) => {
      setAsking(null);
      say(said, undo === null ? undefined : () => takeBack(undo));
    },
  });
  const back = useCommand((path: string) => api.delete(path), { refresh });
  const onError = (error: unknown) => say(failure(error).title);
  const takeBack = (path: string) => back.mutate(path, { onError });

  function run({ lead, to }: Wish, path: string, body: object, undo: string | null) {
    const said = t('moved', { name: nameOfLead(lead), stage: stageNames[to][language] });
    command.mutate({ run: () => api.post(path, body), said, undo }, { onError });
  }

  function move(lead: LeadItem, to: Stage) {
    const found = boardMove(lead.stage, to, role);
    if ('refused' in found) {
      if (found.refused !== 'here')
        say(t('sorry', { name: nameOfLead(lead), stage: stageNames[to][language], why: t(found.refused) }));
      return;
    }
    const wish = { lead, to, act: found.act };
    const own = `/leads/${lead.id}`;
    if (found.act === 'place') run(wish, `${own}/stage`, { stage: to }, `${own}/stage`);
    else if (found.act === 'qualify') run(wish, `${own}/qualification`, {}, `${own}/qualification`);
    else if (found.act === 'accept' && lead.handoff)
      run(wish, `/handoffs/${lead.handoff.id}/acceptance`, {}, `/handoffs/${lead.handoff.id}/decision`);
    else setAsking(wish);
  }

  const close = () => setAsking(null);
  const handoff = asking?.lead.handoff?.id;
  const dialogs = (
    <Suspense>
      {asking?.act === 'hand-over' && <HandOverDialog leadId={asking.lead.id} onClose={close} />}
      {asking?.act === 'recycle' && <ClosingDialog leadId={asking.lead.id} exit="recycled" onClose={close} />}
      {asking?.act === 'disqualify' && <ClosingDialog leadId={asking.lead.id} exit="disqualified" onClose={close} />}
      {asking?.act === 'give-back' && handoff && (
        <GiveBackDialog
          name={nameOfLead(asking.lead)}
          pending={command.isPending}
          onGiveBack={(body) => run(asking, `/handoffs/${handoff}/rejection`, body, `/handoffs/${handoff}/decision`)}
          onClose={close}
        />
      )}
      {asking?.act === 'contact' && (
        <ContactDialog
          name={nameOfLead(asking.lead)}
          pending={command.isPending}
          onLog={(report) =>
            run(
              { ...asking, to: report.response === 'reached' ? 'connected' : 'working' },
              `/leads/${asking.lead.id}/attempts`,
              report,
              `/leads/${asking.lead.id}/last-attempt`,
            )
          }
          onClose={close}
        />
      )}
    </Suspense>
  );
  return { move, dialogs };
}
