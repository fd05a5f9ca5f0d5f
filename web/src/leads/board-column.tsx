import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { ActionIcon } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { macroStage, type Stage } from '../../../src/leads/lifecycle.ts';
import type { LeadItem } from '../../../src/leads/schema.ts';
import { useCollection, type Query } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import type { BoardMove } from './board-moves.ts';
import { boardTexts } from './board-texts.ts';
import { useOfferWords } from './board-words.ts';
import { nameOfLead } from './lead-name.ts';
import { NextStep } from './next-step.tsx';
import { ScoreGrade } from './score.tsx';
import { stageNames } from './stage-texts.ts';

/** One stage: its leads by the page, the latest to come first, and only those in view drawn. */
export function BoardColumn(props: {
  stage: Stage;
  filters: Query;
  /** Undefined while it is counted. */
  count: number | undefined;
  /** What this column offers to the lead that is being dragged. */
  offer: BoardMove | null;
  onDrag: (lead: LeadItem | null) => void;
  onDrop: (lead: LeadItem) => void;
  onMove: (lead: LeadItem) => void;
}) {
  const { stage, filters, count, offer, onDrag, onDrop, onMove } = props;
  const t = useText(boardTexts);
  const { language } = useLanguage();
  const format = useFormat();
  const words = useOfferWords();
  const column = useRef<HTMLElement>(null);
  const over = useDropTarget(column, offer, onDrop);
  const byDeal = macroStage(stage) === 'close';
  return (
    <section
      ref={column}
      className="board-column"
      aria-label={t('column', { stage: stageNames[stage][language], n: count ?? 0 })}
      data-side={
        stage === 'submitted'
          ? 'both'
          : macroStage(stage) === 'attract'
            ? 'marketing'
            : macroStage(stage) === null
              ? 'none'
              : 'sales'
      }
      data-offer={offer === null ? undefined : 'refused' in offer ? 'refused' : 'open'}
      data-over={over || undefined}
    >
      <header className="board-head">
        <h2 className="board-stage">{stageNames[stage][language]}</h2>
        <span className="board-count second">{count === undefined ? '–' : format.number(count, 0)}</span>
        <p className="board-says second small">{offer ? words(offer) : byDeal ? t('followsDeal') : ''}</p>
      </header>
      {count !== 0 && <Cards stage={stage} filters={filters} onDrag={onDrag} onMove={onMove} />}
    </section>
  );
}

/** Whether a lead that may come here is held over the column. */
function useDropTarget(
  column: RefObject<HTMLElement | null>,
  offer: BoardMove | null,
  onDrop: (lead: LeadItem) => void,
): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef({ offer, onDrop });
  useEffect(() => {
    latest.current = { offer, onDrop };
  });
  useEffect(() => {
    if (!column.current) return undefined;
    return dropTargetForElements({
      element: column.current,
      canDrop: () => latest.current.offer !== null && 'act' in latest.current.offer,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        latest.current.onDrop(source.data['lead'] as LeadItem);
      },
    });
  }, [column]);
  return over;
}

type Hands = { onDrag: (lead: LeadItem | null) => void; onMove: (lead: LeadItem) => void };

function Cards({ stage, filters, onDrag, onMove }: { stage: Stage; filters: Query } & Hands) {
  const { rows, loading, error, retry, hasMore, loadMore } = useCollection<LeadItem>('/leads', {
    ...filters,
    stage,
    sort: '-stageSince',
    limit: 30,
  });
  const scroll = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- a warning for the React Compiler, which is not used
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 104,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 4,
  });
  const items = virtual.getVirtualItems();
  const atEnd = (items.at(-1)?.index ?? -1) >= rows.length - 8;
  useEffect(() => {
    if (atEnd && hasMore && !loading && !error) loadMore();
  }, [atEnd, hasMore, loading, error, loadMore]);
  if (loading) return <Loading lines={3} />;
  if (error && rows.length === 0) return <ErrorState error={error} retry={retry} />;
  return (
    <div ref={scroll} className="board-scroll">
      <ul className="board-cards" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const lead = rows[item.index];
          return (
            lead && (
              <li
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className="board-place"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <Card lead={lead} onDrag={onDrag} onMove={onMove} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

function Card({ lead, onDrag, onMove }: { lead: LeadItem } & Hands) {
  const t = useText(boardTexts);
  const card = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!card.current) return undefined;
    return draggable({
      element: card.current,
      getInitialData: () => ({ lead }),
      onDragStart: () => {
        setHeld(true);
        onDrag(lead);
      },
      onDrop: () => {
        setHeld(false);
        onDrag(null);
      },
    });
  }, [lead, onDrag]);
  const name = nameOfLead(lead);
  return (
    <div ref={card} className="board-card" data-held={held || undefined}>
      <div className="board-who">
        <Link className="board-open" to="/leads/$leadId" params={{ leadId: lead.id }} draggable={false}>
          {name}
        </Link>
        {lead.company && lead.company.name !== name && <span className="second small">{lead.company.name}</span>}
      </div>
      <ActionIcon className="board-move" variant="subtle" aria-label={t('moveNamed', { name })} onClick={() => onMove(lead)}>
        <IconArrowsExchange size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      <div className="board-facts small">
        <ScoreGrade leadId={lead.id} score={lead.score} />
        {lead.owner && <span className="second">{lead.owner.name}</span>}
        {lead.nextStep && <NextStep lead={lead} brief />}
      </div>
    </div>
  );
}
