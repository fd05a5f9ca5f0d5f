import { ActionIcon, Button } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { TermKey } from '../../../src/terms/catalogue.ts';
import { useText } from '../app/language.tsx';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';
import { ActionMenu } from '../ui/action-menu.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { CriterionForm } from './criterion-form.tsx';
import { Words } from './criterion-list.tsx';
import {
  asSent,
  criteriaOf,
  pathOf,
  withChanged,
  withMoved,
  withNew,
  without,
  type CriteriaBySection,
  type Draft,
  type Section,
} from './draft.ts';
import { editorTexts } from './editor-texts.ts';
import type { Fault } from './faults.ts';
import { useShownCriterion, type SentCriteria } from './shown-criterion.ts';

export interface Editing {
  readonly draft: Draft;
  readonly onChange: (change: (draft: Draft) => Draft) => void;
  /** Keys of earlier versions, which no new criterion may take. */
  readonly taken: ReadonlySet<string>;
  readonly faults: ReadonlyMap<string, Fault>;
  /** Whether faults are shown; what is faulty then stands open. */
  readonly marked: boolean;
}

/** The word that explains a section. */
const termOf = {
  company: 'fit',
  person: 'fit',
  hard: 'hardCriteria',
  engagement: 'engagement',
  negatives: 'engagement',
  soft: 'softCriteria',
  handRaise: 'handRaise',
} as const satisfies Record<Section, TermKey>;

/** The criteria of a section: opened and changed, moved, removed, added. `children` stands above them. */
export function CriteriaSection(props: {
  section: Section;
  title: string;
  sub?: string;
  editing: Editing;
  children?: ReactNode;
}) {
  const { section, title, sub, editing, children } = props;
  const { draft, onChange, taken } = editing;
  const t = useText(editorTexts);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState('');
  const criteria = criteriaOf(draft, section);

  function toggle(key: string) {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
  }

  function add() {
    const next = withNew(draft, section, taken);
    onChange((current) => withNew(current, section, taken));
    const key = criteriaOf(next, section).at(-1)?.key;
    if (key !== undefined) toggle(key);
  }

  function move(from: number, to: number) {
    onChange((current) => withMoved(current, section, from, to));
    setSaid(t('movedTo', { n: to + 1, all: criteria.length }));
  }

  return (
    <Panel
      title={<GlossaryTerm term={termOf[section]}>{title}</GlossaryTerm>}
      {...(sub !== undefined && { sub })}
      aside={
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={15} aria-hidden />}
          aria-label={t('addTo', { section: title })}
          onClick={add}
        >
          {t('add')}
        </Button>
      }
    >
      {children}
      {criteria.length === 0 && <p className="second">{t('none')}</p>}
      <ul className="criteria" aria-label={title}>
        {criteria.map((criterion, at) => (
          <CriterionCard
            key={criterion.key}
            section={section}
            criterion={criterion}
            at={at}
            last={at === criteria.length - 1}
            editing={editing}
            isOpen={open.has(criterion.key)}
            onToggle={() => toggle(criterion.key)}
            onMove={(to) => move(at, to)}
          />
        ))}
      </ul>
      <output className="off-screen">{said}</output>
    </Panel>
  );
}

function CriterionCard<S extends Section>(props: {
  section: S;
  criterion: CriteriaBySection[S];
  at: number;
  last: boolean;
  editing: Editing;
  isOpen: boolean;
  onToggle: () => void;
  onMove: (to: number) => void;
}) {
  const { section, criterion, at, last, editing, isOpen, onToggle, onMove } = props;
  const { draft, onChange, faults, marked } = editing;
  const t = useText(editorTexts);
  const shown = useShownCriterion();
  const say = useUndo();
  const path = pathOf(section, at);
  const isFaulty = [...faults.keys()].some((each) => each === path || each.startsWith(`${path}.`));
  const { name, sentence, worth } = isFaulty
    ? { name: Object.values(criterion.labels ?? {}).find((label) => label), sentence: undefined, worth: undefined }
    : shown[section](asSent(criterion) as SentCriteria[S]);
  const called = name ?? sentence?.text(2) ?? t('unnamed');
  const opened = isOpen || (marked && isFaulty);

  function remove() {
    const before = draft;
    onChange((current) => without(current, section, at));
    say(t('removed', { name: called }), () => onChange(() => before));
  }

  return (
    <li className="criterion criterion-card">
      <div>
        {(name !== undefined || !sentence) && <p className="criterion-name">{called}</p>}
        {sentence && sentence.text(6) !== name && <Words sentence={sentence} alone={name === undefined} />}
        {worth !== undefined && <p className="second small">{worth}</p>}
        {isFaulty && <Pill tone="warn">{t('faulty')}</Pill>}
      </div>
      <div className="criterion-acts">
        <Button
          variant="default"
          size="compact-sm"
          aria-expanded={opened}
          aria-label={t(opened ? 'doneOf' : 'changeOf', { name: called })}
          onClick={onToggle}
        >
          {t(opened ? 'done' : 'change')}
        </Button>
        <ActionMenu
          label={t('moreOf', { name: called })}
          actions={[
            ...(at > 0 ? [{ key: 'up', name: t('up'), act: () => onMove(at - 1) }] : []),
            ...(last ? [] : [{ key: 'down', name: t('down'), act: () => onMove(at + 1) }]),
            { key: 'remove', name: t('remove'), act: remove },
          ]}
          renderOpener={(opener) => (
            <ActionIcon
              {...opener}
              variant="subtle"
              color="gray"
              size={30}
              aria-label={t('moreOf', { name: called })}
              title={t('more')}
            >
              <IconDots size={17} aria-hidden />
            </ActionIcon>
          )}
        />
      </div>
      {opened && (
        <CriterionForm
          section={section}
          criterion={criterion}
          path={path}
          onChange={(next) => {
            // What stood open for its fault stays open once that is mended.
            if (!isOpen) onToggle();
            onChange((current) => withChanged(current, section, at, next));
          }}
        />
      )}
    </li>
  );
}
