import './customers.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Person } from '../../../src/people/schema.ts';
import { api, ApiProblem, resource, useCommand } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { InlineField, InlineSelect } from '../ui/inline-field.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { countryChoices } from '../workspaces/countries.ts';
import { Likenesses, ToldApart } from './alike.tsx';
import { customersMayBeChangedBy, refreshOfCustomers } from './customers.ts';
import { Identifier, MergesPanel } from './merges-panel.tsx';
import { customerTexts } from './texts.ts';
import GuardLines from '../outreach/guard-lines.tsx';
import { WholeTimeline } from './whole-timeline.tsx';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';

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
          <Facts person={person} readOnly={!mayChange} />
          <Identities identities={person.identities} />
          <MergesPanel path="/people" id={id} mayUndo={mayChange} />
        </div>
      </div>
    </>
  );
}

function Facts({ person, readOnly }: { person: Person; readOnly: boolean }) {
  const t = useText(customerTexts);
  const { language } = useLanguage();
  const save = useCommand(
    (fact: Partial<Record<'name' | 'email' | 'phone' | 'title' | 'country', string | null>>) =>
      api.patch(`/people/${person.id}`, fact),
    { refresh: refreshOfCustomers },
  );
  const failed = save.error instanceof ApiProblem ? save.variables : undefined;
  return (
    <Panel title={t('facts')}>
      <div className="inline-fields">
        {(['name', 'title', 'email', 'phone'] as const).map((field) => (
          <InlineField
            key={`${field} ${person[field] ?? ''}`}
            label={t(field)}
            value={person[field] ?? ''}
            readOnly={readOnly}
            type={field === 'email' ? 'email' : field === 'phone' ? 'tel' : 'text'}
            error={failed && field in failed ? t('notSaved') : undefined}
            onSave={(value) => save.mutate({ [field]: value || null })}
          />
        ))}
        <InlineSelect
          label={t('country')}
          value={person.country ?? ''}
          readOnly={readOnly}
          choices={countryChoices(language)}
          onSave={(value) => save.mutate({ country: value || null })}
        />
        <Failure error={save.error} when={{ 409: t('addressTaken') }} />
      </div>
    </Panel>
  );
}

function Identities({ identities }: { identities: Person['identities'] }) {
  const t = useText(customerTexts);
  const format = useFormat();
  return (
    <Panel title={<GlossaryTerm term="identity">{t('recognisedBy')}</GlossaryTerm>}>
      {identities.length === 0 && <p className="second">{t('recognisedByNothing')}</p>}
      <ul className="customer-list">
        {identities.map((identity) => (
          <li key={`${identity.kind} ${identity.source} ${identity.value}`}>
            <span>
              <Identifier name={identity} />
            </span>
            <span className="second small">{t('since', { when: format.date(identity.createdAt) })}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
