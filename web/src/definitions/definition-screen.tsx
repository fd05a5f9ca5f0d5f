import './definition.css';
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Definition } from '../../../src/definitions/version.ts';
import { Signatures } from '../agreements/signature-card.tsx';
import { agreementTexts } from '../agreements/texts.ts';
import { VersionList, VersionPill } from '../agreements/version-list.tsx';
import { shownVersions } from '../agreements/versions.ts';
import { CommentsPanel } from '../comments/comments-panel.tsx';
import { resource, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { useUrlQuery } from '../app/url-query.ts';
import { backTestTexts } from '../back-tests/texts.ts';
import { TryOnPast } from '../back-tests/try-on-past.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { ComparisonPanel } from './comparison-panel.tsx';
import { DefinitionPage } from './definition-page.tsx';
import { useCriterionNames } from './criterion-names.ts';
import { isScoring, Rescoring } from './rescoring.tsx';
import { definitionTexts } from './texts.ts';

const POLL_MS = 2_000;

/** What a sales-ready lead is, as both teams read and sign it. */
export function DefinitionScreen() {
  const t = useText(definitionTexts);
  const definitions = useQuery({
    ...resource<Page<Definition>>('/definitions'),
    refetchInterval: ({ state: { data } }) => (data?.items.some(isScoring) ? POLL_MS : false),
  });
  const [{ version }] = useUrlQuery();
  if (definitions.error) return <ErrorState error={definitions.error} retry={() => void definitions.refetch()} />;
  if (!definitions.data) return <Loading block={30} />;
  const versions = definitions.data.items;
  const shown = shownVersions(versions, version === undefined ? undefined : Number(version));
  if (!shown)
    return (
      <>
        <PageHeading over={t('over')} answer={t('none')} />
        <Panel>
          <EmptyState title={t('none')} detail={t('noneDetail')} />
        </Panel>
      </>
    );
  return <OneDefinition {...shown} versions={versions} />;
}

function OneDefinition(props: { main: Definition; replaces?: Definition; versions: readonly Definition[] }) {
  const { main, replaces, versions } = props;
  const t = useText(definitionTexts);
  const words = useText(agreementTexts);
  const past = useText(backTestTexts);
  const format = useFormat();
  const may = useMay();
  const mayWrite = may('marketing', 'sales');
  const parts = useCriterionNames(main.body);
  return (
    <>
      <PageHeading
        over={t('over')}
        answer={t(main.state, { version: main.version, day: format.date(main.inForceFrom, 'full') })}
        sub={replaces && t('until', { old: replaces.version, version: main.version })}
        actions={
          <>
            <VersionPill of={main} />
            {mayWrite && (
              <Button variant="default" component={Link} to="/definition/edit" search={{ from: main.version } as never}>
                {t('newVersion')}
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<IconPrinter size={17} stroke={1.75} aria-hidden />}
              onClick={() => window.print()}
            >
              {words('print')}
            </Button>
          </>
        }
      />
      {isScoring(main) && <Rescoring of={main.rescoring} />}
      {replaces && <ComparisonPanel before={replaces} after={main} />}
      {mayWrite && main.state === 'waiting' && (
        <Panel title={past('beforeSigning')} sub={past('beforeSigningSub')}>
          <TryOnPast body={main.body} />
        </Panel>
      )}
      <DefinitionPage body={main.body} />
      <CommentsPanel of={{ kind: 'definition', id: main.id }} parts={parts} />
      <Signatures of={{ ...main, kind: 'definition', hash: main.bodyHash }} />
      <VersionList
        versions={versions}
        shown={main.version}
        since={({ inForceFrom }) => words('from', { day: format.date(inForceFrom) })}
      />
    </>
  );
}
