import './agreement.css';
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Agreement } from '../../../src/agreements/schema.ts';
import type { Definition } from '../../../src/definitions/version.ts';
import { resource, type Page } from '../app/api.ts';
import { dayIn } from '../app/format.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { useUrlQuery } from '../app/url-query.ts';
import { CommentsPanel } from '../comments/comments-panel.tsx';
import { CadencePanel } from '../follow-ups/cadence-panel.tsx';
import { dayBefore } from '../metrics/figure-drawer.tsx';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { useClauseWords } from './clause-words.ts';
import { ClausesTable } from './clauses-table.tsx';
import { Signatures } from './signature-card.tsx';
import { agreementTexts } from './texts.ts';
import { VersionList, VersionPill } from './version-list.tsx';
import { shownVersions } from './versions.ts';

const NewAgreement = lazy(() => import('./new-agreement.tsx'));

/** What the two teams promise each other: the version in force, the one that is to replace it beside it, and both signatures. */
export function AgreementScreen() {
  const agreements = useQuery(resource<Page<Agreement>>('/agreements'));
  const definitions = useQuery(resource<Page<Definition>>('/definitions'));
  const [{ version }] = useUrlQuery();
  const [writing, setWriting] = useState(false);

  const error = agreements.error ?? definitions.error;
  const retry = () => void Promise.all([agreements.refetch(), definitions.refetch()]);
  if (error) return <ErrorState error={error} retry={retry} />;
  if (!agreements.data || !definitions.data) return <Loading block={30} />;

  const versions = agreements.data.items;
  const shown = shownVersions(versions, version === undefined ? undefined : Number(version));
  const definition = definitions.data.items.find(({ state }) => state === 'in_force') ?? definitions.data.items[0];
  if (writing && definition)
    return (
      <Suspense fallback={<Loading block={30} />}>
        <NewAgreement definition={definition} from={versions[0]} onDone={() => setWriting(false)} />
      </Suspense>
    );
  if (!shown) return <NoAgreement hasDefinition={definition !== undefined} onBegin={() => setWriting(true)} />;
  return <AgreementPage {...shown} versions={versions} onPropose={() => setWriting(true)} />;
}

function NoAgreement({ hasDefinition, onBegin }: { hasDefinition: boolean; onBegin: () => void }) {
  const t = useText(agreementTexts);
  const may = useMay();
  return (
    <>
      <PageHeading over={t('between')} answer={t('emptyTitle')} />
      <Panel>
        <EmptyState
          title={t(hasDefinition ? 'sixReady' : 'noDefinition')}
          detail={t('emptyDetail')}
          action={
            !hasDefinition ? (
              <Button component={Link} to="/definition">
                {t('readDefinition')}
              </Button>
            ) : (
              may('marketing', 'sales') && <Button onClick={onBegin}>{t('begin')}</Button>
            )
          }
        />
      </Panel>
    </>
  );
}

function AgreementPage(props: { main: Agreement; replaces?: Agreement; versions: readonly Agreement[]; onPropose: () => void }) {
  const { main, replaces, versions, onPropose } = props;
  const t = useText(agreementTexts);
  const words = useClauseWords();
  const format = useFormat();
  const may = useMay();
  const day = format.date(main.inForceFrom, 'full');
  const answers = { in_force: 'inForceSince', signed: 'appliesFrom', waiting: 'appliesFrom', superseded: 'applied' } as const;
  return (
    <>
      <PageHeading
        over={t('between')}
        answer={t(answers[main.state], { version: main.version, day })}
        actions={
          <>
            <VersionPill of={main} />
            {may('marketing', 'sales') && !replaces && (
              <Button variant="default" onClick={onPropose}>
                {t('newVersion')}
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<IconPrinter size={17} stroke={1.75} aria-hidden />}
              onClick={() => window.print()}
            >
              {t('print')}
            </Button>
          </>
        }
      />
      <ClausesTable main={main} {...(replaces && { replaces })} />
      <p className="second">
        {t('definitionOf', { version: main.definition.version })}{' '}
        <Link className="no-print" to="/definition" search={{ version: main.definition.version } as never}>
          {t('readDefinition')}
        </Link>
      </p>
      <CommentsPanel
        of={{ kind: 'agreement', id: main.id }}
        parts={main.clauses.map((clause) => ({ key: clause.key, name: `${clause.key} · ${words.title(clause)}` }))}
      />
      <Signatures of={{ ...main, kind: 'agreement', hash: main.textHash }} />
      {replaces && <Until main={main} replaces={replaces} />}
      <div className="columns">
        <div className="stack">
          <Briefing of={main} />
          <CadencePanel main={main} replaces={replaces} />
        </div>
        <VersionList
          versions={versions}
          shown={main.version}
          since={({ inForceFrom }) => t('from', { day: format.date(inForceFrom) })}
        />
      </div>
    </>
  );
}

/** How long the version in force still holds. */
function Until({ main, replaces }: { main: Agreement; replaces: Agreement }) {
  const t = useText(agreementTexts);
  const format = useFormat();
  const { timeZone } = useSession().workspace;
  const later = main.inForceFrom > dayIn(timeZone, useNow());
  return (
    <p className="second">
      {later
        ? t('untilDay', { old: replaces.version, day: format.date(dayBefore(main.inForceFrom), 'full') })
        : t('untilSigned', { old: replaces.version, version: main.version })}
    </p>
  );
}

function Briefing({ of: { briefingItems } }: { of: Agreement }) {
  const t = useText(agreementTexts);
  const { language } = useLanguage();
  return (
    <Panel title={<GlossaryTerm term="briefing">{t('briefing')}</GlossaryTerm>} sub={t('briefingSub')}>
      <ol className="briefing-items">
        {briefingItems.map(({ key, label, why }) => (
          <li key={key}>
            {label[language]}
            {why && <span className="second small">{why[language]}</span>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
