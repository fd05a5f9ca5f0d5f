import './customers.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Person } from '../../../src/people/schema.ts';
import { resource } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { Likenesses, ToldApart } from './alike.tsx';
import { customersMayBeChangedBy } from './customers.ts';
import { FactsPanel } from './facts-panel.tsx';
import { IdentitiesPanel } from './identities-panel.tsx';
import { MergesPanel } from './merges-panel.tsx';
import { customerTexts } from './texts.ts';
import GuardLines from '../outreach/guard-lines.tsx';
import { WholeTimeline } from './whole-timeline.tsx';

const MergeDialog = lazy(() => import('./merge-dialog.tsx'));

/** One person: what is known, how they are recognised, and everything between them and both teams. */
export function PersonScreen() {
  const t = useText(customerTexts);
  const { personId } = useParams({ from: '/inside/people/$personId' });
  const { data: person, error, refetch } = useQuery(resource<Person>(`/people/${personId}`));
  if (person) return <OnePerson key={person.id} person={person} />;
  return (
    <>
      <PageHeading answer={t('person')} />
      <Panel>{error ? <ErrorState error={error} retry={() => void refetch()} /> : <Loading lines={8} />}</Panel>
    </>
  );
}

function OnePerson({ person }: { person: Person }) {
  const t = useText(customerTexts);
  const mayChange = customersMayBeChangedBy(useSession().member.role);
  const [merging, setMerging] = useState(false);
  const { id, company, leadId } = person;
  const name = person.name ?? person.email ?? person.phone ?? t('person');
  const path = `/people/${id}`;
  return (
    <>
      <PageHeading
        answer={name}
        sub={
          <span className="customer-line">
            {person.title && <span>{person.title}</span>}
            {company && (
              <Link to="/companies/$companyId" params={{ companyId: company.id }}>
                {company.name}
              </Link>
            )}
            {leadId !== null && (
              <Link to="/leads/$leadId" params={{ leadId }}>
                {t('openLead')}
              </Link>
            )}
          </span>
        }
        {...(mayChange && {
          actions: (
            <Button variant="default" onClick={() => setMerging(true)}>
              {t('mergeAction')}
            </Button>
          ),
        })}
      />
      <Suspense>{merging && <MergeDialog path="/people" kept={{ id, name }} onClose={() => setMerging(false)} />}</Suspense>
      <div className="columns customer-columns">
        <div className="stack">
          <Likenesses kind="person" kept={{ id, name }} mayChange={mayChange} />
          <ToldApart kind="person" id={id} mayChange={mayChange} />
          <GuardLines personId={id} plans="both" />
          <WholeTimeline path={path} />
        </div>
        <div className="stack">
          <FactsPanel
            path={path}
            facts={['name', 'title', 'email', 'phone']}
            known={person}
            taken={t('addressTaken')}
            readOnly={!mayChange}
          />
          <IdentitiesPanel identities={person.identities} />
          <MergesPanel path="/people" id={id} mayUndo={mayChange} />
        </div>
      </div>
    </>
  );
}
