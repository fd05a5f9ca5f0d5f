import '../people/customers.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { CompanyInFull } from '../../../src/companies/schema.ts';
import { api, ApiProblem, resource, useCommand } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { Likenesses, ToldApart } from '../people/alike.tsx';
import { customersMayBeChangedBy, refreshOfCustomers } from '../people/customers.ts';
import { Identifier, MergesPanel } from '../people/merges-panel.tsx';
import { customerTexts } from '../people/texts.ts';
import { WholeTimeline } from '../people/whole-timeline.tsx';
import { Failure } from '../ui/failure.tsx';
import { InlineField, InlineSelect } from '../ui/inline-field.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { countryChoices } from '../workspaces/countries.ts';
import { BuyingGroup } from './buying-group.tsx';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';

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
          <Facts company={company} readOnly={!mayChange} />
          <Panel title={<GlossaryTerm term="identity">{t('recognisedBy')}</GlossaryTerm>}>
            <ul className="customer-list">
              {company.identities.map((identity) => (
                <li key={`${identity.kind} ${identity.source} ${identity.value}`}>
                  <span>
                    <Identifier name={identity} />
                  </span>
                </li>
              ))}
            </ul>
          </Panel>
          <MergesPanel path="/companies" id={id} mayUndo={mayChange} />
        </div>
      </div>
    </>
  );
}

function Facts({ company, readOnly }: { company: CompanyInFull; readOnly: boolean }) {
  const t = useText(customerTexts);
  const { language } = useLanguage();
  const save = useCommand((fact: Record<string, string | number | null>) => api.patch(`/companies/${company.id}`, fact), {
    refresh: refreshOfCustomers,
  });
  const failed = save.error instanceof ApiProblem ? save.variables : undefined;
  const errorOf = (field: string) => (failed && field in failed ? t('notSaved') : undefined);
  return (
    <Panel title={t('facts')}>
      <div className="inline-fields">
        <InlineField
          key={`name ${company.name}`}
          label={t('name')}
          value={company.name}
          readOnly={readOnly}
          error={errorOf('name')}
          onSave={(name) => save.mutate({ name })}
        />
        {(['organisationNumber', 'industry'] as const).map((field) => (
          <InlineField
            key={`${field} ${company[field] ?? ''}`}
            label={t(field)}
            value={company[field] ?? ''}
            readOnly={readOnly}
            error={errorOf(field)}
            onSave={(value) => save.mutate({ [field]: value || null })}
          />
        ))}
        <InlineField
          key={`employees ${company.employees ?? ''}`}
          label={t('employees')}
          value={company.employees === null ? '' : String(company.employees)}
          readOnly={readOnly}
          type="number"
          error={errorOf('employees')}
          onSave={(value) => save.mutate({ employees: value === '' ? null : Number(value) })}
        />
        <InlineSelect
          label={t('country')}
          value={company.country ?? ''}
          readOnly={readOnly}
          choices={countryChoices(language)}
          onSave={(value) => save.mutate({ country: value || null })}
        />
        <Failure error={save.error} when={{ 409: t('numberTaken') }} />
      </div>
    </Panel>
  );
}
