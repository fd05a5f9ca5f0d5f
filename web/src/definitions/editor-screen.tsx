import './definition.css';
import './editor.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import './zod-settings.ts';
import type { DefinitionBody } from '../../../src/definitions/schema.ts';
import { standardDefinition } from '../../../src/definitions/standard.ts';
import type { Definition } from '../../../src/definitions/version.ts';
import { resource, type Page } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { useUrlQuery } from '../app/url-query.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { CriteriaSection, type Editing } from './criteria-section.tsx';
import { criteriaOf, sections, storedBody, type Draft } from './draft.ts';
import { editorTexts } from './editor-texts.ts';
import { FaultContext, useFaultsAt } from './fault-context.tsx';
import { checked, contradictions } from './faults.ts';
import { draftPlace, keepDraft, readDraft, type KeptDraft } from './kept-draft.ts';
import { NumberField } from './number-field.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { SavePanel } from './save-panel.tsx';
import { definitionTexts } from './texts.ts';
import { ThresholdFields } from './threshold-fields.tsx';

/** The next version of the definition, written from one there is. */
export function EditorScreen() {
  const t = useText(editorTexts);
  const may = useMay();
  const [{ from }] = useUrlQuery();
  const definitions = useQuery(resource<Page<Definition>>('/definitions'));
  if (!may('marketing', 'sales'))
    return (
      <>
        <PageHeading answer={t('over')} />
        <Panel>
          <EmptyState
            title={t('notYours')}
            action={
              <Button variant="default" component={Link} to="/definition">
                {t('readIt')}
              </Button>
            }
          />
        </Panel>
      </>
    );
  if (definitions.error) return <ErrorState error={definitions.error} retry={() => void definitions.refetch()} />;
  if (!definitions.data) return <Loading block={30} />;
  const versions = definitions.data.items;
  const inForce = versions.find(({ state }) => state === 'in_force');
  const start = versions.find(({ version }) => String(version) === from) ?? inForce ?? versions[0];
  return <Editor versions={versions} inForce={inForce ?? null} start={start ?? null} />;
}

function Editor(props: { versions: readonly Definition[]; inForce: Definition | null; start: Definition | null }) {
  const { versions, inForce, start } = props;
  const t = useText(editorTexts);
  const { workspace, user } = useSession();
  const place = draftPlace(workspace.id, user.id);
  const begun = start ? storedBody(start.body) : standardDefinition;
  const fresh: KeptDraft = {
    draft: begun,
    from: start?.version ?? 0,
    firstDay: '',
  };
  const [kept, setKept] = useState(() => readDraft(sessionStorage, place) ?? fresh);
  const [marked, setMarked] = useState(false);
  const [startingOver, setStartingOver] = useState(false);
  const isChanged = JSON.stringify(kept) !== JSON.stringify(fresh);
  useEffect(() => keepDraft(sessionStorage, place, isChanged ? kept : null), [place, kept, isChanged]);

  const draft = useMemo(() => checked(kept.draft), [kept.draft]);
  const { body, faults } = draft;
  const contradicting = useMemo(() => contradictions(draft), [draft]);
  const [whole, setWhole] = useState<DefinitionBody>(body ?? begun);
  if (body && body !== whole) setWhole(body);
  const previewed = useDeferredValue(body ?? whole);

  const change = (next: (draft: Draft) => Draft) => setKept((current) => ({ ...current, draft: next(current.draft) }));
  const taken = useMemo(
    () => new Set(versions.flatMap((each) => sections.flatMap((section) => keysOf(storedBody(each.body), section)))),
    [versions],
  );
  const form = useRef<HTMLDivElement>(null);
  const [markings, setMarkings] = useState(0);
  useEffect(() => {
    if (markings === 0) return;
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    if (field) field.focus();
    else form.current?.querySelector('.criterion-wrong')?.scrollIntoView({ block: 'center' });
  }, [markings]);
  function mark() {
    setMarked(true);
    setMarkings((n) => n + 1);
  }

  const version = Math.max(0, ...versions.map((each) => each.version)) + 1;
  const editing: Editing = { draft: kept.draft, onChange: change, taken, faults, marked };
  return (
    <FaultContext value={marked ? faults : contradicting}>
      <PageHeading
        over={t('over')}
        answer={kept.from > 0 ? t('answer', { version, from: kept.from }) : t('answerFirst')}
        sub={t('sub')}
        actions={
          isChanged && (
            <Button variant="default" onClick={() => setStartingOver(true)}>
              {t('startOver')}
            </Button>
          )
        }
      />
      <div className="columns editor-columns">
        <div className="stack" ref={form}>
          <Sections editing={editing} />
          <SavePanel
            version={version}
            body={body}
            faults={faults.size}
            isChanged={isChanged}
            from={kept.from}
            firstDay={kept.firstDay}
            onFirstDay={(firstDay) => setKept((current) => ({ ...current, firstDay }))}
            onIncomplete={mark}
            onSaved={() => keepDraft(sessionStorage, place, null)}
          />
        </div>
        <div className="stack editor-aside">
          <PreviewPanel
            body={previewed}
            inForce={inForce && { version: inForce.version, body: storedBody(inForce.body) }}
            waits={body ? null : contradicting.size > 0 ? 'previewContradicts' : 'previewUnfilled'}
          />
        </div>
      </div>
      <ConfirmDialog
        opened={startingOver}
        title={t('startOverTitle', { from: fresh.from })}
        confirm={t('startOver')}
        tone="bad"
        onConfirm={() => {
          setKept(fresh);
          setMarked(false);
          setStartingOver(false);
        }}
        onClose={() => setStartingOver(false)}
      >
        {t('startOverDetail')}
      </ConfirmDialog>
    </FaultContext>
  );
}

const keysOf = (body: Draft, section: (typeof sections)[number]) => criteriaOf(body, section).map(({ key }) => key);

function Sections({ editing }: { editing: Editing }) {
  const { draft, onChange } = editing;
  const t = useText(definitionTexts);
  const words = useText(editorTexts);
  const fault = useFaultsAt('');
  const wrong = fault('icp');
  return (
    <>
      <ThresholdFields
        thresholds={draft.thresholds}
        onChange={(thresholds) => onChange((current) => ({ ...current, thresholds }))}
      />
      <CriteriaSection section="company" title={`${t('icp')}: ${t('company')}`} sub={t('icpSub')} editing={editing}>
        {wrong !== undefined && (
          <p className="criterion-wrong" role="alert">
            {wrong}
          </p>
        )}
      </CriteriaSection>
      <CriteriaSection section="person" title={`${t('icp')}: ${t('person')}`} editing={editing} />
      <CriteriaSection section="hard" title={t('hard')} sub={t('hardSub')} editing={editing} />
      <CriteriaSection section="engagement" title={t('engagement')} editing={editing}>
        <div className="half-life">
          <NumberField
            label={words('halfLife')}
            value={draft.engagement.halfLifeDays}
            onChange={(halfLifeDays) =>
              onChange((current) => ({ ...current, engagement: { ...current.engagement, halfLifeDays } }))
            }
            error={fault('engagement.halfLifeDays')}
          />
        </div>
      </CriteriaSection>
      <CriteriaSection section="negatives" title={t('negatives')} editing={editing} />
      <CriteriaSection
        section="soft"
        title={t('soft')}
        sub={t('softSub', { n: Number(draft.thresholds.ready.softNeeded) })}
        editing={editing}
      />
      <CriteriaSection section="handRaise" title={t('handRaise')} sub={t('handRaiseSub')} editing={editing} />
    </>
  );
}
