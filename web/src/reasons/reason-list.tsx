import '../channels/channels.css';
import { IconArchive, IconArrowDown, IconArrowUp, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Reason } from '../../../src/reasons/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { moved } from '../channels/rule-order.ts';
import { Failure } from '../ui/failure.tsx';
import { IconAct } from '../ui/icon-act.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { addressOf, whereReasonsAre } from './address.ts';
import { reasonTexts } from './texts.ts';

/** The reasons of a catalogue that may be given, in their order. Whoever may not change them sees them as they are. */
export function ReasonList({ reasons, onEdit }: { reasons: readonly Reason[]; onEdit: ((code: string) => void) | undefined }) {
  const t = useText(reasonTexts);
  const { language } = useLanguage();
  const say = useUndo();
  const [said, setSaid] = useState('');
  const bringBack = useCommand((reason: Reason) => api.delete(addressOf(reason, 'retirement')), { refresh: whereReasonsAre });
  const retire = useCommand((reason: Reason) => api.post<Reason>(addressOf(reason, 'retirement')), {
    refresh: whereReasonsAre,
    done: (reason) => say(t('wasRetired', { reason: reason.label[language] }), () => bringBack.mutate(reason)),
  });
  const order = useCommand(
    ({ kind, place, to }: { kind: Reason['kind']; place: number; to: number }) =>
      api.put(`/reason-orders/${kind}`, { codes: moved(reasons, place, to).map(({ code }) => code) }),
    {
      refresh: whereReasonsAre,
      done: (_, { place, to }) =>
        setSaid(t('moved', { reason: reasons[place]?.label[language] ?? '', n: to + 1, all: reasons.length })),
    },
  );
  const error = order.error ?? retire.error ?? bringBack.error;
  const isBusy = order.isPending || retire.isPending;
  return (
    <>
      <ol className="rules">
        {reasons.map((each, place) => {
          const reason = each.label[language];
          const move = (to: number) => !isBusy && order.mutate({ kind: each.kind, place, to });
          return (
            <li key={each.code}>
              <span className="rule-words">
                <span>{reason}</span>
                <span className="second">{t(`repair_${each.repair}`, { days: each.nurtureDays ?? 0 })}</span>
              </span>
              {onEdit && (
                <span className="rule-acts">
                  <IconAct label={t('up', { reason })} disabled={place === 0} onClick={() => move(place - 1)}>
                    <IconArrowUp size={16} />
                  </IconAct>
                  <IconAct label={t('down', { reason })} disabled={place === reasons.length - 1} onClick={() => move(place + 1)}>
                    <IconArrowDown size={16} />
                  </IconAct>
                  <IconAct label={t('change', { reason })} onClick={() => onEdit(each.code)}>
                    <IconPencil size={16} />
                  </IconAct>
                  <IconAct
                    label={t(reasons.length === 1 ? 'lastOne' : 'retire', { reason })}
                    disabled={reasons.length === 1}
                    onClick={() => !isBusy && retire.mutate(each)}
                  >
                    <IconArchive size={16} />
                  </IconAct>
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {error && (
        <div className="rule-bar">
          <Failure error={error} />
        </div>
      )}
      <output className="off-screen">{said}</output>
    </>
  );
}
