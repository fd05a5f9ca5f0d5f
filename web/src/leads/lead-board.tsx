import './board.css';
import { Modal, UnstyledButton } from '@mantine/core';
import { useRef, useState, type KeyboardEvent } from 'react';
import { isSideExit, macroStage, stages, type Stage } from '../../../src/leads/lifecycle.ts';
import type { LeadCounts, LeadItem } from '../../../src/leads/schema.ts';
import type { Query } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { useKeys } from '../app/use-keys.ts';
import { uiTexts } from '../ui/texts.ts';
import { BoardColumn } from './board-column.tsx';
import { boardMove } from './board-moves.ts';
import { boardTexts } from './board-texts.ts';
import { useOfferWords } from './board-words.ts';
import { nameOfLead } from './lead-name.ts';
import { macroStageNames, stageNames } from './stage-texts.ts';
import { useBoardMoves } from './use-board-moves.tsx';

const groups = (['attract', 'convert', 'close', null] as const).map((macro) => ({
  macro,
  of: stages.filter((stage) => (macro === null ? isSideExit(stage) : macroStage(stage) === macro)),
}));

/** Leads in columns by stage. A lead is dragged, or moved by the menu on its card; both ask what the lifecycle asks. */
export default function LeadBoard({ filters, counts }: { filters: Query; counts: LeadCounts | undefined }) {
  const t = useText(boardTexts);
  const { language } = useLanguage();
  const { role } = useSession().member;
  const { move, dialogs } = useBoardMoves();
  const [dragged, setDragged] = useState<LeadItem | null>(null);
  const [moving, setMoving] = useState<LeadItem | null>(null);
  const board = useRef<HTMLElement>(null);
  const asked = filters['stage'];
  const wanted = typeof asked === 'string' ? asked.split(',') : null;
  const shown = groups
    .map(({ macro, of }) => ({ macro, of: wanted ? of.filter((stage) => wanted.includes(stage)) : of }))
    .filter(({ of }) => of.length > 0);
  useKeys({
    m: [t('moveTo'), () => document.activeElement?.closest('.board-card')?.querySelector<HTMLElement>('.board-move')?.click()],
  });

  /** Arrows go from card to card: up and down in a column, across to the next column that has one. */
  function onKeyDown(event: KeyboardEvent) {
    const card = event.target instanceof Element ? event.target.closest('.board-card') : null;
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    const column = card.closest('.board-column');
    const cards = [...(column?.querySelectorAll('.board-card') ?? [])];
    const columns = [...(board.current?.querySelectorAll('.board-column:has(.board-card)') ?? [])];
    const at = cards.indexOf(card);
    const beside = (step: number) => columns[columns.findIndex((each) => each === column) + step]?.querySelector('.board-card');
    const ways: Readonly<Record<string, () => Element | null | undefined>> = {
      ArrowDown: () => cards[at + 1],
      ArrowUp: () => cards[at - 1],
      ArrowRight: () => beside(1),
      ArrowLeft: () => beside(-1),
    };
    const next = ways[event.key]?.();
    if (!next) return;
    event.preventDefault();
    next.querySelector<HTMLElement>('.board-open')?.focus();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys act on the cards, whose links have the focus
    <section ref={board} className="board" aria-label={t('board')} onKeyDown={onKeyDown}>
      {shown.map(({ macro, of }) => (
        <div key={macro ?? 'exits'} className="board-group">
          <p className="board-macro second small">{macro === null ? t('exits') : macroStageNames[macro][language]}</p>
          <div className="board-columns">
            {of.map((stage) => (
              <BoardColumn
                key={stage}
                stage={stage}
                filters={filters}
                count={counts && (counts.stages.find((each) => each.stage === stage)?.count ?? 0)}
                offer={dragged && boardMove(dragged.stage, stage, role)}
                onDrag={setDragged}
                onDrop={(lead) => move(lead, stage)}
                onMove={setMoving}
              />
            ))}
          </div>
        </div>
      ))}
      {moving && (
        <MoveMenu
          lead={moving}
          onClose={() => setMoving(null)}
          onMove={(to) => {
            setMoving(null);
            move(moving, to);
          }}
        />
      )}
      {dialogs}
    </section>
  );
}

/** The twin of dragging: every stage with what it takes to get there, or why there is no way. */
function MoveMenu({ lead, onMove, onClose }: { lead: LeadItem; onMove: (to: Stage) => void; onClose: () => void }) {
  const t = useText(boardTexts);
  const ui = useText(uiTexts);
  const { language } = useLanguage();
  const { role } = useSession().member;
  const words = useOfferWords();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('moveNamed', { name: nameOfLead(lead) })}
      closeButtonProps={{ 'aria-label': ui('cancel') }}
    >
      <ul className="board-targets">
        {stages.map((stage) => {
          const offer = boardMove(lead.stage, stage, role);
          const refused = 'refused' in offer;
          return (
            <li key={stage}>
              <UnstyledButton
                className="board-target"
                aria-disabled={refused || undefined}
                onClick={() => !refused && onMove(stage)}
                {...(!refused && { 'data-autofocus': true })}
              >
                <span>{stageNames[stage][language]}</span>
                <span className="second small">{words(offer)}</span>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </Modal>
  );
}
