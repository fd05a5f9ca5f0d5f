import '../people/customers.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { CompanyInFull } from '../../../src/companies/schema.ts';
import { resource } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { Likenesses, ToldApart } from '../people/alike.tsx';
import { customersMayBeChangedBy } from '../people/customers.ts';
import { FactsPanel } from '../people/facts-panel.tsx';
import { IdentitiesPanel } from '../people/identities-panel.tsx';
import { MergesPanel } from '../people/merges-panel.tsx';
import { customerTexts } from '../people/texts.ts';
import { WholeTimeline } from '../people/whole-timeline.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { BuyingGroup } from './buying-group.tsx';

const MergeDialog = lazy(() => import('../people/merge-dialog.tsx'));

/** One company: what is known, who buys, which others may be the same, and the timeline of all its people. */
export function CompanyScreen() {
  const t = useText(customerTexts);
  const { companyId } = useParams({ from: '/inside/companies/$companyId' });
  const { data: company, error, refetch } = useQuery(resource<CompanyInFull>(`/companies/${companyId}`));
  if (company) return <OneCompany key={company.id} company={company} />;
  return (
    <>
      <PageHeading answer={t('company')} />
      <Panel>{error ? <ErrorState error={error} retry={() => void refetch()} /> : <Loading lines={8} />}</Panel>
    </>
  );
}

function OneCompany({ company }: { company: CompanyInFull }) {
  const t = useText(customerTexts);
  const mayChange = customersMayBeChangedBy(useSession().member.role);
  const [merging, setMerging] = useState(false);
  const { id, name, people, owner, domains } = company;
  const path = `/companies/${id}`;
  return (
    <>
      <PageHeading
        answer={name}
        sub={[t('peopleHere', { n: people }), domains.join(', '), owner && t('ownedBy', { name: owner.name })]
          .filter(Boolean)
          .join(' · ')}
        {...(mayChange && {
          actions: (
            <Button variant="default" onClick={() => setMerging(true)}>
              {t('mergeAction')}
            </Button>
          ),
        })}
      />
      <Suspense>{merging && <MergeDialog path="/companies" kept={{ id, name }} onClose={() => setMerging(false)} />}</Suspense>
      <div className="columns customer-columns">
        <div className="stack">
          <Likenesses kind="company" kept={{ id, name }} mayChange={mayChange} />
          <ToldApart kind="company" id={id} mayChange={mayChange} />
          <BuyingGroup companyId={id} mayChange={mayChange} />
          <WholeTimeline path={path} withPeople />
        </div>
        <div className="stack">
          <FactsPanel
            path={path}
            facts={['name', 'organisationNumber', 'industry', 'employees']}
            known={company}
            taken={t('numberTaken')}
            readOnly={!mayChange}
          />
          <IdentitiesPanel identities={company.identities} />
          <MergesPanel path="/companies" id={id} mayUndo={mayChange} />
        </div>
      </div>
    </>
  );
}
