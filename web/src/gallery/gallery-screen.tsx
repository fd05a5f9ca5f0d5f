import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconFlame, IconZzz } from '@tabler/icons-react';
import { useState } from 'react';
import { ApiProblem } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useKeys } from '../app/use-keys.ts';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';
import { BulletBar } from '../ui/bullet-bar.tsx';
import { ClockPill } from '../ui/clock-pill.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyLine } from '../ui/copy-line.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Failure } from '../ui/failure.tsx';
import { Figure } from '../ui/figure.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { FunnelBars } from '../ui/funnel-bars.tsx';
import { Hint } from '../ui/hint.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { RowsDrawer, type Evidence } from '../ui/rows-drawer.tsx';
import { SectionTabs } from '../ui/section-tabs.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { useNow } from '../ui/use-now.ts';
import { Waterfall } from '../ui/waterfall.tsx';
import { galleryTexts } from './texts.ts';

const added = [4, 3, 6, 2, 5, 7, 4, 3, 1, 6, 5, 4, 8, 3];
const days = Array.from({ length: 20 }, (_, index) => ({
  label: String(index + 1),
  added: added[index] ?? null,
  promised: (index + 1) * 5,
}));

const firms = [
  'Nordhavn Pumper A/S',
  'Fjordlys Energi AS',
  'Van Dijk Verpakking BV',
  'Skov & Eng Maskiner',
  'Bergen Kjøleteknikk',
];
const people = ['Katrine Holm', 'Eirik Solberg', 'Sanne de Wit', 'Mette Krogh', 'Anders Lie'];
const stages = ['MQL', 'SQL', 'MQL', 'SQL', 'MQL'];
const leads = Array.from({ length: 2000 }, (_, index) => ({
  id: `lead-${index}`,
  company: `${firms[index % 5]} ${index < 5 ? '' : index}`.trim(),
  person: people[(index * 3) % 5] ?? '',
  stage: stages[(index * 7) % 5] ?? '',
  fit: index % 11 === 0 ? null : (index * 37) % 101,
  value: { amountMinor: ((index * 7919) % 90_000) * 100, currency: 'DKK' },
}));

/** Every part of the interface with believable figures, to look at in each language, colour scheme and width. */
export function GalleryScreen() {
  const t = useText(galleryTexts);
  const format = useFormat();
  const now = useNow();
  const [period, setPeriod] = useState('month');
  return (
    <>
      <PageHeading
        answer={t('title')}
        sub={t('sub', { day: format.date(now, 'long'), n: 14, of: 20 })}
        actions={
          <SegmentedControl
            value={period}
            onChange={setPeriod}
            data={(['month', 'quarter', 'year'] as const).map((value) => ({ value, label: t(value) }))}
          />
        }
      />
      <div className="columns">
        <div className="stack">
          <Charts />
          <LeadTable />
        </div>
        <div className="stack">
          <Clauses />
          <Clocks now={now} />
          <Journey now={now} />
        </div>
      </div>
      <div className="columns columns-even">
        <Controls />
        <Figures />
        <Panel title={t('states')}>
          <EmptyState title={t('nobodyWaits')} detail={t('lastContacted', { time: format.duration(72) })} />
          <ErrorState error={new ApiProblem(422, { detail: t('problem') })} retry={() => {}} />
          <Loading />
        </Panel>
        <Imports />
      </div>
    </>
  );
}

function Charts() {
  const t = useText(galleryTexts);
  const [evidence, setEvidence] = useState<Evidence | null>(null);
  return (
    <>
      <RowsDrawer evidence={evidence} onClose={() => setEvidence(null)} />
      <Panel
        title={t('funnel')}
        aside={
          <>
            <Pill tone="marketing">{t('marketing')}</Pill>
            <Pill tone="sales">{t('sales')}</Pill>
          </>
        }
      >
        <FunnelBars
          name={t('funnel')}
          onOpen={() => setEvidence({ title: t('leads'), path: '/leads' })}
          steps={[
            { key: 'visitors', label: t('visitors'), count: 8420, side: 'marketing', unscaled: true },
            { key: 'leads', label: t('leads'), count: 612, side: 'marketing' },
            { key: 'mql', label: t('mql'), count: 214, side: 'marketing' },
            { key: 'submitted', label: t('submitted'), count: 96, side: 'handover' },
            { key: 'accepted', label: t('accepted'), count: 81, side: 'sales' },
            { key: 'opportunity', label: t('opportunity'), count: 44, side: 'sales' },
            { key: 'won', label: t('won'), count: 17, side: 'sales' },
          ]}
        />
      </Panel>
      <Panel title={t('waterfall')} aside={<Pill tone="warn">{t('behind')}</Pill>}>
        <Waterfall name={t('waterfall')} days={days} forecast={{ value: 87, low: 82, high: 92 }} />
      </Panel>
    </>
  );
}

function LeadTable() {
  const t = useText(galleryTexts);
  const format = useFormat();
  return (
    <Panel flush>
      <DataTable
        label={t('table')}
        rows={leads}
        rowKey={({ id }) => id}
        onOpen={() => {}}
        columns={[
          { key: 'company', header: t('company'), value: ({ company }) => company, width: 'minmax(0, 2fr)' },
          { key: 'person', header: t('person'), value: ({ person }) => person, width: 'minmax(0, 1.4fr)' },
          {
            key: 'stage',
            header: t('stage'),
            value: ({ stage }) => stage,
            render: ({ stage }) => <Pill tone={stage === 'SQL' ? 'sales' : 'marketing'}>{stage}</Pill>,
            width: '5rem',
          },
          { key: 'fit', header: t('fit'), value: ({ fit }) => fit, align: 'end', width: '4rem' },
          {
            key: 'value',
            header: t('value'),
            value: ({ value }) => value.amountMinor,
            render: ({ value }) => format.money(value),
            align: 'end',
            width: '7rem',
          },
        ]}
      />
    </Panel>
  );
}

function Clauses() {
  const t = useText(galleryTexts);
  const format = useFormat();
  return (
    <Panel title={t('agreementNow')}>
      <BulletBar
        label={<GlossaryTerm term="sql">SQL</GlossaryTerm>}
        name={t('waterfall')}
        value={61}
        promise={70}
        reading="61"
        note={t('ofPlan')}
        pill={<Pill tone="warn">{t('watch')}</Pill>}
        onOpen={() => {}}
      />
      <BulletBar
        label={t('briefingClause')}
        name={t('briefingClause')}
        value={0.94}
        promise={0.95}
        max={1}
        reading={format.percent(0.94)}
        note={t('agreed', { value: format.percent(0.95) })}
        pill={<Pill tone="bad">{t('behindPill')}</Pill>}
      />
      <BulletBar
        label={t('hotClause')}
        name={t('hotClause')}
        value={0.97}
        promise={0.9}
        max={1}
        reading={format.percent(0.97)}
        note={t('agreed', { value: format.percent(0.9) })}
        pill={<Pill tone="ok">{t('onTrack')}</Pill>}
      />
    </Panel>
  );
}

const minutesFrom = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000);

function Clocks({ now }: { now: Date }) {
  const t = useText(galleryTexts);
  return (
    <Panel title={t('clocks')}>
      <div className="stack">
        {[-35, 24, 134, 3100].map((minutes) => (
          <ClockPill
            key={minutes}
            dueAt={minutesFrom(now, minutes)}
            rule={t('rule')}
            deadline={minutes === 24 ? 'sentence' : 'below'}
          />
        ))}
        <ClockPill dueAt={now} stopped={{ minutes: 72, inTime: true }} />
        <div className="row">
          <Pill>{t('neutral')}</Pill>
          <Pill tone="both">{t('submitted')}</Pill>
          <Pill tone="hot" icon={<IconFlame aria-hidden />}>
            {t('hot')}
          </Pill>
        </div>
      </div>
    </Panel>
  );
}

function Journey({ now }: { now: Date }) {
  const t = useText(galleryTexts);
  const format = useFormat();
  const entry = (
    id: string,
    side: 'marketing' | 'sales' | 'both' | 'ink',
    title: string,
    minutesAgo: number,
    detail?: string,
  ) => {
    const at = minutesFrom(now, -minutesAgo);
    return { id, side, title, at: at.toISOString(), when: format.moment(at, now), ...(detail !== undefined && { detail }) };
  };
  return (
    <Panel title={t('journey')}>
      <Timeline
        entries={[
          entry('4', 'ink', t('invoiced'), 2, format.money({ amountMinor: 18_450_000, currency: 'DKK' })),
          entry('3', 'sales', t('called'), 50),
          entry('2', 'both', t('handedTo'), 130, t('handedDetail')),
          entry('1', 'marketing', t('pricePage'), 60 * 27),
        ]}
      />
    </Panel>
  );
}

function Controls() {
  const t = useText(galleryTexts);
  const done = useUndo();
  const [asking, setAsking] = useState(false);
  const accept = () => done(t('acceptedToast'), () => {});
  useKeys({ '1': [t('accept'), accept], '3': [t('giveBack'), () => setAsking(true)] });
  return (
    <Panel title={t('controls')}>
      <div className="stack">
        <div className="row">
          <Button color="sales" leftSection={<IconCheck size={16} aria-hidden />} onClick={accept}>
            {t('accept')}
          </Button>
          <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => setAsking(true)}>
            {t('giveBack')}
          </Button>
          <Button variant="subtle" leftSection={<IconZzz size={16} aria-hidden />}>
            {t('snooze')}
          </Button>
        </div>
        <div className="row">
          <Button>{t('done')}</Button>
          <Button color="marketing">{t('marketing')}</Button>
          <Button disabled>{t('done')}</Button>
        </div>
        <div className="key-hints">
          <KeyHint keys={['J', 'K']}>{t('browse')}</KeyHint>
          <KeyHint keys={['1']}>{t('accept')}</KeyHint>
          <KeyHint keys={['3']}>{t('giveBack')}</KeyHint>
        </div>
        <p>
          <GlossaryTerm term="handoff">Hand-off</GlossaryTerm> · <GlossaryTerm term="briefing">Briefing</GlossaryTerm> ·{' '}
          <GlossaryTerm term="clock">Clock</GlossaryTerm>
        </p>
      </div>
      <ConfirmDialog
        opened={asking}
        title={t('removeTitle')}
        confirm={t('remove')}
        onConfirm={() => setAsking(false)}
        onClose={() => setAsking(false)}
      >
        {t('removeDetail')}
      </ConfirmDialog>
    </Panel>
  );
}

function Figures() {
  const t = useText(galleryTexts);
  const format = useFormat();
  const invoiced = { amountMinor: 218_450_000, currency: 'DKK' };
  const goal = format.money({ amountMinor: 260_000_000, currency: 'DKK' }, { compact: true });
  return (
    <Panel title={t('figures')}>
      <div className="figures">
        <Figure
          label={t('invoicedFigure')}
          value={format.money(invoiced, { compact: true })}
          promise={t('ofGoal', { value: goal })}
          onOpen={() => {}}
        />
        <Figure label={t('roi')} value={null} promise={t('noSpend')} />
      </div>
    </Panel>
  );
}

function Imports() {
  const t = useText(galleryTexts);
  return (
    <Panel title={t('imports')}>
      <div className="stack">
        <Stepper label={t('imports')} current={1} steps={[t('file'), t('columns'), t('preview'), t('done')]} />
        <FileDrop accept=".csv" hint={t('fileHint')} onFile={() => {}} />
        <SectionTabs
          label={t('imports')}
          sections={[
            { to: '/gallery', name: t('title') },
            { to: '/leads', name: t('leads'), count: 3 },
          ]}
        />
        <CopyLine label={t('file')} text="https://samspil.example/t.js" />
        <Failure error={new ApiProblem(422, { detail: t('problem') })} />
        <p>
          <Hint text={t('rule')}>
            <Pill>{t('neutral')}</Pill>
          </Hint>
        </p>
      </div>
    </Panel>
  );
}
